package dev.pacer.deployment;

import dev.pacer.connection.Connection;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.operation.StepFailedException;
import dev.pacer.service.CodeSource;
import dev.pacer.service.Service;
import java.util.Optional;

/// The end of a deployment from code in a release that builds nothing: in App Runner's words where it
/// would fail as well, because the connection never had its handshake.
final class CodeRefusal {
  private final ConnectionStore connections;
  private final ServiceLogs logs;

  CodeRefusal(ConnectionStore connections, ServiceLogs logs) {
    this.connections = connections;
    this.logs = logs;
  }

  StepFailedException of(Service service, String operationId, CodeSource source) {
    logs.deployment(service, operationId, "Starting to deploy your application source code.");
    Optional<Connection> connection = source.connectionArn().flatMap(connections::find);
    return new StepFailedException(
        connection
            .filter(found -> found.status() != Connection.Status.AVAILABLE)
            .map(FailureTexts::noHandshake)
            .orElseGet(FailureTexts::noSourceBuilds));
  }
}
