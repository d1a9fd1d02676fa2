package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.LineSink;
import dev.pacer.engine.LogFollower;
import dev.pacer.logs.LogStore;
import dev.pacer.logs.LogStreamName;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Copies what instances write into their log streams, each from its start to its end. After a
/// restart of the server the copy goes on behind the last line that was kept.
public final class InstanceOutput implements AutoCloseable {
  private final ComputeEngine engine;
  private final LogStore logs;
  private final Consumer<String> ended;
  private final Map<String, LogFollower> followers = new ConcurrentHashMap<>();

  /// @param ended told the id of an instance whose output ended: most likely its process did
  public InstanceOutput(ComputeEngine engine, LogStore logs, Consumer<String> ended) {
    this.engine = engine;
    this.logs = logs;
    this.ended = ended;
  }

  /// Begins to copy; does nothing when this instance is being copied already. One that ended and was
  /// started again by somebody is copied on.
  public void capture(Service service, Instance instance) {
    LogFollower known = followers.get(instance.id());
    if (known == null || known.awaitEnd(Duration.ZERO)) {
      follow(ServiceLogs.application(service, instance.id()), instance);
    }
  }

  private void follow(LogStreamName stream, Instance instance) {
    InstanceHandle handle = new InstanceHandle(instance.handle().orElseThrow());
    Instant since = logs.lastWrite(stream).map(last -> last.plusNanos(1)).orElse(Instant.EPOCH);
    LineSink sink =
        new LineSink() {
          @Override
          public void line(Instant at, String text) {
            logs.append(stream, at, text);
          }

          @Override
          public void ended() {
            ended.accept(instance.id());
          }
        };
    followers.compute(
        instance.id(),
        (_, known) ->
            known == null || known.awaitEnd(Duration.ZERO)
                ? engine.follow(handle, since, sink)
                : known);
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
