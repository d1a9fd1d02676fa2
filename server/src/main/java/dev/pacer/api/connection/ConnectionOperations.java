package dev.pacer.api.connection;

import dev.pacer.api.Paging;
import dev.pacer.api.shapes.CreateConnectionRequest;
import dev.pacer.api.shapes.DeleteConnectionRequest;
import dev.pacer.api.shapes.ListConnectionsRequest;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.support.Quotas;
import dev.pacer.wire.OperationBinding;
import java.time.InstantSource;
import java.util.List;

/// The operations on connections under their names.
public final class ConnectionOperations {
  private ConnectionOperations() {}

  public static List<OperationBinding<?, ?>> bindings(
      ConnectionStore store, Paging paging, Quotas quotas, InstantSource clock) {
    return List.of(
        new OperationBinding<>(
            "CreateConnection",
            CreateConnectionRequest.class,
            new CreateConnection(store, quotas.connections(), clock)),
        new OperationBinding<>(
            "DeleteConnection", DeleteConnectionRequest.class, new DeleteConnection(store)),
        new OperationBinding<>(
            "ListConnections", ListConnectionsRequest.class, new ListConnections(store, paging)));
  }
}
