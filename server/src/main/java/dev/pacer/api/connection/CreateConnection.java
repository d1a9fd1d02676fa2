package dev.pacer.api.connection;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.CreateConnectionRequest;
import dev.pacer.api.shapes.CreateConnectionResponse;
import dev.pacer.api.tags.TagRules;
import dev.pacer.connection.Connection;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.support.Identifiers;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.time.InstantSource;

/// CreateConnection: waits for its handshake until somebody approves it.
final class CreateConnection
    implements Operation<CreateConnectionRequest, CreateConnectionResponse> {
  private final ConnectionStore store;
  private final int quota;
  private final InstantSource clock;

  CreateConnection(ConnectionStore store, int quota, InstantSource clock) {
    this.store = store;
    this.quota = quota;
    this.clock = clock;
  }

  @Override
  public CreateConnectionResponse call(CallContext context, CreateConnectionRequest request) {
    Connection connection =
        new Connection(
            Worlds.of(context),
            request.connectionName(),
            Identifiers.hex32(),
            Connection.Provider.valueOf(request.providerType()),
            Connection.Status.PENDING_HANDSHAKE,
            clock.instant());
    return switch (store.create(connection, TagRules.read(request.tags()), quota)) {
      case CREATED -> new CreateConnectionResponse(ConnectionShapes.full(connection));
      case NAME_TAKEN ->
          throw ApiErrors.invalidRequest(
              "Connection with the provided name already exists: " + connection.name() + ".");
      case QUOTA_REACHED ->
          throw ApiErrors.quotaExceeded(
              "You have reached the quota of "
                  + quota
                  + " connections in this account and region.");
    };
  }
}
