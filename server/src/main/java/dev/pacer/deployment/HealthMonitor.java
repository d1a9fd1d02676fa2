package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.health.Health;
import dev.pacer.health.HealthCheck;
import dev.pacer.health.HealthTally;
import dev.pacer.health.Probe;
import dev.pacer.service.Instance;
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
                .start(() -> {
                  try {
                    watchUntilFailed(instance, check);
                  } catch (InterruptedException _) {
                    // Not watched any more.
                  } finally {
                    watchers.remove(id);
                  }
                }));
  }

  /// Reports an instance that was found not to run.
  ///
  /// @param found what the engine knows of it
  void report(Instance instance, Optional<InstanceState> found) {
    failed.accept(instance, whyNotRunning(found));
  }

  /// @param found what the engine knows of an instance that does not run
  static String whyNotRunning(Optional<InstanceState> found) {
    return found.isPresent() && found.get() instanceof InstanceState.Exited(int code, boolean oom)
        ? FailureTexts.exited(code, oom)
        : FailureTexts.gone();
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
      Optional<InstanceState> state;
      try {
        state = engine.inspect(handle);
      } catch (EngineException _) {
        // An engine that is away says nothing about the instance.
        continue;
      }
      if (state.isPresent() && state.get() instanceof InstanceState.Running(var address)) {
        tally = tally.plus(probe.probe(address), check);
      } else {
        report(instance, state);
        return;
      }
    }
    failed.accept(instance, "Health check failed: " + tally.lastFailure() + ".");
  }
}
