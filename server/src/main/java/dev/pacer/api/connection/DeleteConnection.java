package dev.pacer.api.connection;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.DeleteConnectionRequest;
import dev.pacer.api.shapes.DeleteConnectionResponse;
import dev.pacer.connection.Connection;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.support.Arn;
import dev.pacer.wire.AwsException;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DeleteConnection: refused while a service reads its source through it.
final class DeleteConnection
    implements Operation<DeleteConnectionRequest, DeleteConnectionResponse> {
  private final ConnectionStore store;

  DeleteConnection(ConnectionStore store) {
    this.store = store;
  }

  @Override
  public DeleteConnectionResponse call(CallContext context, DeleteConnectionRequest request) {
    String arn = request.connectionArn();
    Connection connection = find(context, arn);
    return switch (store.delete(arn)) {
      case DELETED ->
          new DeleteConnectionResponse(
              ConnectionShapes.full(connection.in(Connection.Status.DELETED)));
      case NOT_FOUND -> throw notFound(arn);
      case IN_USE ->
          throw ApiErrors.invalidRequest(
              "You can't delete the connection. It's used by one or more services. To delete it,"
                  + " delete the services or update them to use another connection.");
    };
  }

  private Connection find(CallContext context, String text) {
    boolean isConnection =
        Arn.parse(text)
            .filter(arn -> arn.service().equals("apprunner"))
            .filter(arn -> arn.resource().startsWith("connection/"))
            .isPresent();
    if (!isConnection) {
      throw ApiErrors.invalidRequest(
          "The ARN '" + text + "' isn't the ARN of an App Runner connection.");
    }
    return store
        .find(text)
        .filter(found -> found.world().equals(Worlds.of(context)))
        .orElseThrow(() -> notFound(text));
  }

  private static AwsException notFound(String arn) {
    return ApiErrors.notFound("Connection", arn);
  }
}
