package dev.pacer.revision;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import java.time.Instant;
import java.util.Optional;

/// One revision of a named configuration. Its settings never change.
///
/// @param number 1 for the first, then counting up
/// @param id 32 hexadecimal characters
/// @param deletedAt set once it is inactive
/// @param <S> what is configured
public record Revision<S>(
    AccountRegion world,
    RevisionKind kind,
    String name,
    int number,
    String id,
    S settings,
    Instant createdAt,
    Optional<Instant> deletedAt) {

  public Arn arn() {
    return Arn.appRunner(world, kind.resourceType() + "/" + name + "/" + number + "/" + id);
  }

  /// The ARN that means every revision of that name, or the newest one.
  public Arn partialArn() {
    return Arn.appRunner(world, kind.resourceType() + "/" + name);
  }

  public boolean isActive() {
    return deletedAt.isEmpty();
  }

  /// The same revision, made inactive.
  Revision<S> deleted(Instant now) {
    return new Revision<>(world, kind, name, number, id, settings, createdAt, Optional.of(now));
  }
}
