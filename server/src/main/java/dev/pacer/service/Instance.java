package dev.pacer.service;

import java.time.Instant;
import java.util.Optional;

/// One running copy of a version, as it is stored.
///
/// @param id 32 hexadecimal characters; also the name of its log stream
/// @param handle the engine's name of it; empty between the decision to start it and the engine's
///     answer
public record Instance(
    String id,
    String serviceId,
    int versionNumber,
    Phase phase,
    Optional<String> handle,
    Instant createdAt) {

  /// What the instance is there for.
  public enum Phase {
    /// Not proved healthy yet; gets no traffic.
    STARTING,
    /// Healthy; gets traffic.
    SERVING,
    /// Gets no new requests; is stopped and removed when its last one is answered.
    RETIRING
  }

  public Instance in(Phase next) {
    return new Instance(id, serviceId, versionNumber, next, handle, createdAt);
  }

  public Instance startedAs(String engineHandle) {
    return new Instance(id, serviceId, versionNumber, phase, Optional.of(engineHandle), createdAt);
  }
}
