package dev.pacer.api.pacer;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.api.connection.ConnectionShapes;
import dev.pacer.connection.Connection;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.connection.CredentialVault;
import dev.pacer.connection.Credentials;
import dev.pacer.support.AccountRegion;
import dev.pacer.wire.AwsException;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// ApproveConnection: the handshake that at App Runner a person does in the provider's web pages. Done
/// again, it replaces the credentials.
final class ApproveConnection
    implements Operation<ApproveConnectionRequest, ApproveConnectionResponse> {
  private final ConnectionStore connections;
  private final CredentialVault vault;

  ApproveConnection(ConnectionStore connections, CredentialVault vault) {
    this.connections = connections;
    this.vault = vault;
  }

  @Override
  public ApproveConnectionResponse call(CallContext context, ApproveConnectionRequest request) {
    AccountRegion world = Worlds.of(context);
    Optional<Credentials> credentials = credentials(request.credentials());
    String arn =
        find(world, request.connection())
            .orElseThrow(() -> notFound(world, request.connection()))
            .arn()
            .toString();
    return connections
        .approve(arn, credentials.map(known -> vault.seal(arn, known)))
        .map(approved -> new ApproveConnectionResponse(ConnectionShapes.full(approved)))
        .orElseThrow(() -> notFound(world, request.connection()));
  }

  private Optional<Connection> find(AccountRegion world, String nameOrArn) {
    return nameOrArn.startsWith("arn:")
        ? connections.find(nameOrArn).filter(found -> found.world().equals(world))
        : connections.findByName(world, nameOrArn);
  }

  private static Optional<Credentials> credentials(@Nullable ConnectionCredentials given) {
    if (given == null) {
      return Optional.empty();
    }
    long parts =
        Stream.of(given.token(), given.username(), given.password(), given.sshPrivateKey())
            .filter(Objects::nonNull)
            .count();
    if (given.token() != null && parts == 1) {
      return Optional.of(new Credentials.Token(given.token()));
    }
    if (given.username() != null && given.password() != null && parts == 2) {
      return Optional.of(new Credentials.UserPassword(given.username(), given.password()));
    }
    if (given.sshPrivateKey() != null && parts == 1) {
      return Optional.of(new Credentials.SshKey(given.sshPrivateKey()));
    }
    throw ApiErrors.invalidRequest(
        "Credentials must be one of: Token; Username with Password; SshPrivateKey.");
  }

  private static AwsException notFound(AccountRegion world, String nameOrArn) {
    return AwsException.modelled(
        "ResourceNotFoundException",
        400,
        "There is no connection " + nameOrArn + " in the region " + world.region() + ".");
  }
}
