package dev.pacer.service;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the versions of a service are to each other. Pure.
public final class Versions {
  private Versions() {}

  /// The version to go back to from the one that serves: the newest that served before it came. One
  /// that was brought back by a rollback counts as the version that it brought back, so that going
  /// back twice goes back twice, instead of returning to what was left.
  public static Optional<Version> before(List<Version> versions, int serving) {
    int origin =
        versions.stream()
            .filter(version -> version.number() == serving)
            .map(Version::origin)
            .findFirst()
            .orElse(serving);
    return versions.stream()
        .filter(version -> version.deployedAt().isPresent())
        .filter(version -> version.restoredVersion().isEmpty())
        .filter(version -> version.number() < origin)
        .max(Comparator.comparingInt(Version::number));
  }

  /// How a version stands in its service.
  public enum Standing {
    /// It has the traffic, or gets it back when a paused service is resumed.
    ACTIVE,
    /// An operation brings it up.
    DEPLOYING,
    /// It had the traffic.
    INACTIVE,
    /// It never had any.
    FAILED
  }

  public static Standing standing(Service service, Version version) {
    if (service.servingVersionNumber().filter(n -> n == version.number()).isPresent()) {
      return Standing.ACTIVE;
    }
    if (service.versionNumber() == version.number()
        && service.lifecycle() instanceof Lifecycle.InProgress) {
      return Standing.DEPLOYING;
    }
    return version.deployedAt().isPresent() ? Standing.INACTIVE : Standing.FAILED;
  }
}
