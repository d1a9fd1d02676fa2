package dev.pacer.deployment;

import dev.pacer.build.BuildTask;
import dev.pacer.build.BuildTask.Recipe;
import dev.pacer.connection.Connection;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.connection.CredentialVault;
import dev.pacer.connection.Credentials;
import dev.pacer.operation.StepFailedException;
import dev.pacer.service.CodeSource;
import dev.pacer.service.Extension;
import dev.pacer.service.Service;
import java.util.Optional;

/// Makes the tasks of builds: with the credentials of the service's connection, and as its tags say.
public final class CodeTasks {
  private final ConnectionStore connections;
  private final CredentialVault vault;

  public CodeTasks(ConnectionStore connections, CredentialVault vault) {
    this.connections = connections;
    this.vault = vault;
  }

  /// The task of one build, or of a question about its repository.
  ///
  /// @throws StepFailedException when the connection never had its handshake, in App Runner's words
  public BuildTask of(Service service, int version, String operationId, CodeSource source) {
    Optional<Connection> connection = source.connectionArn().flatMap(connections::find);
    connection
        .filter(found -> found.status() != Connection.Status.AVAILABLE)
        .ifPresent(pending -> {
          throw new StepFailedException(FailureTexts.noHandshake(pending));
        });
    return new BuildTask(
        service.id(),
        version,
        operationId,
        source,
        connection.flatMap(this::credentials),
        recipe(service));
  }

  private Optional<Credentials> credentials(Connection connection) {
    String arn = connection.arn().toString();
    return connections.credentials(arn).map(sealed -> vault.open(arn, sealed));
  }

  private static Recipe recipe(Service service) {
    return Extension.BUILD.in(service.tags()).filter("dockerfile"::equals).isPresent()
        ? Recipe.DOCKERFILE
        : Recipe.RUNTIME;
  }
}
