package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.health.Health;
import dev.pacer.health.HealthCheck;
import dev.pacer.health.HealthTally;
import dev.pacer.health.Probe;
import dev.pacer.health.ProbeResult;
import dev.pacer.service.Instance;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// Goes on checking instances that serve, each on a virtual thread of its own at its check's
/// interval. An instance whose process ended, or that failed the check's threshold, is reported
/// once; then it is not watched any more.
public final class HealthMonitor implements AutoCloseable {
  private final ComputeEngine engine;
  private final BiConsumer<Instance, String> failed;
  private final Map<String, Thread> watchers = new ConcurrentHashMap<>();

  /// @param failed told which instance failed and why
  public HealthMonitor(ComputeEngine engine, BiConsumer<Instance, String> failed) {
    this.engine = engine;
    this.failed = failed;
  }

  /// Begins to watch; does nothing when the instance is watched already.
  public void watch(Instance instance, HealthCheck check) {
    watchers.computeIfAbsent(
        instance.id(),
        id ->
            Thread.ofVirtual()
                .name("health-" + id)
                .start(
                    () -> {
                      try {
                        watchUntilFailed(instance, check);
                      } catch (InterruptedException _) {
                        // Not watched any more.
                      } finally {
                        watchers.remove(id);
                      }
                    }));
  }

  public void unwatch(String instanceId) {
    Thread watcher = watchers.remove(instanceId);
    if (watcher != null) {
      watcher.interrupt();
    }
  }

  @Override
  public void close() {
    watchers.values().forEach(Thread::interrupt);
  }

  private void watchUntilFailed(Instance instance, HealthCheck check) throws InterruptedException {
    InstanceHandle handle = new InstanceHandle(instance.handle().orElseThrow());
    Probe probe = check.probe();
    HealthTally tally = HealthTally.START;
    while (tally.health() != Health.UNHEALTHY) {
      Thread.sleep(check.interval());
      switch (state(handle)) {
        case Known(InstanceState.Running(InetSocketAddress address)) -> {
          ProbeResult result = probe.probe(address);
          tally = tally.plus(result, check);
        }
        case Known(InstanceState.Exited(int code, boolean outOfMemory)) -> {
          failed.accept(instance, FailureTexts.exited(code, outOfMemory));
          return;
        }
        case Missing() -> {
          failed.accept(instance, FailureTexts.gone());
          return;
        }
        case Unasked() -> {
          // An engine that is away says nothing about the instance.
        }
      }
    }
    failed.accept(instance, "Health check failed: " + tally.lastFailure() + ".");
  }

  private sealed interface Look {}

  private record Known(InstanceState state) implements Look {}

  private record Missing() implements Look {}

  private record Unasked() implements Look {}

  private Look state(InstanceHandle handle) {
    try {
      Optional<InstanceState> state = engine.inspect(handle);
      return state.isPresent() ? new Known(state.get()) : new Missing();
    } catch (EngineException _) {
      return new Unasked();
    }
  }
}
