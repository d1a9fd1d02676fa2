package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.LogFollower;
import dev.pacer.logs.LogStore;
import dev.pacer.logs.LogStreamName;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Copies what instances write into their log streams, each from its start to its end. After a
/// restart of the server the copy goes on behind the last line that was kept.
public final class InstanceOutput implements AutoCloseable {
  private final ComputeEngine engine;
  private final LogStore logs;
  private final Map<String, LogFollower> followers = new ConcurrentHashMap<>();

  public InstanceOutput(ComputeEngine engine, LogStore logs) {
    this.engine = engine;
    this.logs = logs;
  }

  /// Begins to copy; does nothing when this instance is being copied already.
  public void capture(Service service, Instance instance) {
    LogStreamName stream = ServiceLogs.application(service, instance.id());
    InstanceHandle handle = new InstanceHandle(instance.handle().orElseThrow());
    Instant since = logs.lastWrite(stream).map(last -> last.plusNanos(1)).orElse(Instant.EPOCH);
    followers.computeIfAbsent(
        instance.id(),
        _ -> engine.follow(handle, since, (at, text) -> logs.append(stream, at, text)));
  }

  /// Waits until everything that an ended instance wrote is kept, and ends the copy.
  public void finish(String instanceId) {
    LogFollower follower = followers.remove(instanceId);
    if (follower != null) {
      follower.awaitEnd(Duration.ofSeconds(2));
      follower.close();
    }
  }

  @Override
  public void close() {
    followers.values().forEach(LogFollower::close);
    followers.clear();
  }
}
