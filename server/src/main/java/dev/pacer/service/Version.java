package dev.pacer.service;

import java.time.Instant;
import java.util.Optional;

/// One configuration of a service together with the image that it was pinned to.
///
/// @param number 1 for the first version of a service, then counting up
/// @param image what the image reference meant when it was deployed; empty until then
/// @param deployedAt when it first got the service's traffic; empty for one that never did
/// @param restoredVersion the earlier version that this one brings back, for one made by a rollback
public record Version(
    String serviceId,
    int number,
    ServiceConfiguration configuration,
    Optional<PinnedImage> image,
    Instant createdAt,
    Optional<Instant> deployedAt,
    Optional<Integer> restoredVersion) {

  /// A version that was not deployed yet.
  public static Version of(
      String serviceId,
      int number,
      ServiceConfiguration configuration,
      Optional<PinnedImage> image,
      Instant now) {
    return new Version(
        serviceId, number, configuration, image, now, Optional.empty(), Optional.empty());
  }

  /// The same version with its image pinned.
  public Version pinnedTo(PinnedImage pinned) {
    return new Version(
        serviceId,
        number,
        configuration,
        Optional.of(pinned),
        createdAt,
        deployedAt,
        restoredVersion);
  }

  /// Another configuration of the same image as a new version.
  public Version reconfigured(int nextNumber, ServiceConfiguration changed, Instant now) {
    return of(serviceId, nextNumber, changed, image, now);
  }

  /// The same configuration as a new version, its image to be looked up again.
  public Version successor(int nextNumber, ServiceConfiguration changed, Instant now) {
    return of(serviceId, nextNumber, changed, Optional.empty(), now);
  }

  /// This configuration and image once more, as a new version.
  public Version restored(int nextNumber, Instant now) {
    return new Version(
        serviceId, nextNumber, configuration, image, now, Optional.empty(), Optional.of(origin()));
  }

  /// The version that first had this configuration and image.
  public int origin() {
    return restoredVersion.orElse(number);
  }
}
