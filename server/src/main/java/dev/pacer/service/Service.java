package dev.pacer.service;

import dev.pacer.support.AccountRegion;
import dev.pacer.support.Arn;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A service as it is stored. Immutable; a change is a new value that is written through a store.
///
/// @param id 32 hexadecimal characters
/// @param host the full host name that leads to it, without port
/// @param versionNumber the version whose configuration the API shows
/// @param servingVersionNumber the version that has the traffic; empty before the first deployment
///     succeeded
/// @param deletedAt set once it is deleted
public record Service(
    AccountRegion world,
    String id,
    String name,
    String host,
    Lifecycle lifecycle,
    int versionNumber,
    Optional<Integer> servingVersionNumber,
    Map<String, String> tags,
    Optional<String> encryptionKeyArn,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> deletedAt) {

  public Service {
    tags = Map.copyOf(tags);
  }

  public Arn arn() {
    return Arn.appRunner(world, "service/" + name + "/" + id);
  }

  public ServiceStatus status() {
    return lifecycle.status();
  }

  /// The same service in another state.
  public Service with(Lifecycle next, Instant now) {
    return new Service(
        world,
        id,
        name,
        host,
        next,
        versionNumber,
        servingVersionNumber,
        tags,
        encryptionKeyArn,
        createdAt,
        now,
        next instanceof Lifecycle.Deleted ? Optional.of(now) : deletedAt);
  }

  /// The same service, showing another version.
  public Service showing(int number) {
    return withVersions(number, servingVersionNumber);
  }

  /// The same service, its traffic given to the version that it shows.
  public Service servingShownVersion() {
    return withVersions(versionNumber, Optional.of(versionNumber));
  }

  private Service withVersions(int shown, Optional<Integer> serving) {
    return new Service(
        world,
        id,
        name,
        host,
        lifecycle,
        shown,
        serving,
        tags,
        encryptionKeyArn,
        createdAt,
        updatedAt,
        deletedAt);
  }
}
