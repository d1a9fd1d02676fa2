package dev.pacer.connection;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import java.time.Instant;

/// A connection: by whose leave the repositories of a source provider are read.
///
/// @param id 32 hexadecimal characters
public record Connection(
    AccountRegion world,
    String name,
    String id,
    Provider provider,
    Status status,
    Instant createdAt) {

  /// The source providers of App Runner.
  public enum Provider {
    GITHUB,
    BITBUCKET
  }

  /// Where a connection is in its life. A person brings it from `PENDING_HANDSHAKE` to `AVAILABLE`.
  public enum Status {
    PENDING_HANDSHAKE,
    AVAILABLE,
    ERROR,
    DELETED
  }

  public Arn arn() {
    return Arn.appRunner(world, "connection/" + name + "/" + id);
  }

  /// The same connection in another state.
  public Connection in(Status next) {
    return new Connection(world, name, id, provider, next, createdAt);
  }
}
