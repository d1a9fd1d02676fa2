package dev.pacer.api.connection;

import dev.pacer.api.Paging;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.ListConnectionsRequest;
import dev.pacer.api.shapes.ListConnectionsResponse;
import dev.pacer.connection.Connection;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Optional;

/// ListConnections: connections by name.
final class ListConnections implements Operation<ListConnectionsRequest, ListConnectionsResponse> {
  private final ConnectionStore store;
  private final Paging paging;

  ListConnections(ConnectionStore store, Paging paging) {
    this.store = store;
    this.paging = paging;
  }

  @Override
  public ListConnectionsResponse call(CallContext context, ListConnectionsRequest request) {
    AccountRegion world = Worlds.of(context);
    Optional<String> name = Optional.ofNullable(request.connectionName());
    String scope = Paging.scope("ListConnections", world, name.orElse(""));
    Page<Connection> page =
        store.list(
            world,
            name,
            paging.open(scope, request.nextToken()),
            Paging.limit(request.maxResults()));
    return new ListConnectionsResponse(
        page.items().stream().map(ConnectionShapes::summary).toList(), paging.seal(scope, page));
  }
}
