package dev.pacer.engine;

import java.time.Instant;
import java.util.Map;

/// An instance of this installation as its engine knows it.
public record OwnedInstance(
    InstanceHandle handle, String instanceId, Instant createdAt, Map<String, String> labels) {

  public OwnedInstance {
    labels = Map.copyOf(labels);
  }
}
