package dev.pacer.service;

import java.time.Instant;
import java.util.Optional;

/// One configuration of a service together with the image that it was pinned to.
///
/// @param number 1 for the first version of a service, then counting up
/// @param image what the image reference meant when it was deployed; empty until then
public record Version(
    String serviceId,
    int number,
    ServiceConfiguration configuration,
    Optional<PinnedImage> image,
    Instant createdAt) {

  /// The same version with its image pinned.
  public Version pinnedTo(PinnedImage pinned) {
    return new Version(serviceId, number, configuration, Optional.of(pinned), createdAt);
  }

  /// Another configuration of the same image as a new version.
  public Version reconfigured(int nextNumber, ServiceConfiguration changed, Instant now) {
    return new Version(serviceId, nextNumber, changed, image, now);
  }

  /// The same configuration as a new version, its image to be looked up again.
  public Version successor(int nextNumber, ServiceConfiguration changed, Instant now) {
    return new Version(serviceId, nextNumber, changed, Optional.empty(), now);
  }
}
