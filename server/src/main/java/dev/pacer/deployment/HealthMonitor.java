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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Goes on checking instances that serve, each on a virtual thread of its own at its check's
/// interval, and at once when its output ended. An instance whose process ended, or that failed the
/// check's threshold, is reported once; then it is not watched any more. One that sleeps is not checked.
public final class HealthMonitor implements AutoCloseable {
  private final ComputeEngine engine;
  private final Traffic traffic;
  private final BiConsumer<Instance, Failure> failed;
  private final Map<String, Watcher> watchers = new ConcurrentHashMap<>();

  /// What was found wrong with an instance.
  sealed interface Failure {
    /// Its process ended.
    record Ended(int exitCode, boolean outOfMemory) implements Failure {}

    /// The engine does not know it any more.
    record Gone() implements Failure {}

    /// It failed the check's threshold.
    ///
    /// @param reason why the newest probe failed
    record Unhealthy(String reason) implements Failure {}
  }

  /// @param look one permit for each wish to look before the interval is over
  private record Watcher(Thread thread, Semaphore look) {}

  /// @param failed told which instance failed and why
  HealthMonitor(ComputeEngine engine, Traffic traffic, BiConsumer<Instance, Failure> failed) {
    this.engine = engine;
    this.traffic = traffic;
    this.failed = failed;
  }

  /// Begins to watch; does nothing when the instance is watched already.
  ///
  /// @param reached told after every passed probe where the instance was reached
  void watch(Instance instance, HealthCheck check, Consumer<InetSocketAddress> reached) {
    watchers.computeIfAbsent(
        instance.id(),
        id -> {
          Semaphore look = new Semaphore(0);
          return new Watcher(
              Thread.ofVirtual()
                  .name("health-" + id)
                  .start(() -> {
                    try {
                      watchUntilFailed(instance, check, reached, look);
                    } catch (InterruptedException _) {
                      // Not watched any more.
                    } finally {
                      watchers.remove(id);
                    }
                  }),
              look);
        });
  }

  /// Asks for a look at an instance now: something happened to it. Never blocks.
  void look(String instanceId) {
    Watcher watcher = watchers.get(instanceId);
    if (watcher != null) {
      watcher.look().release();
    }
  }

  /// Reports an instance that was found not to run.
  ///
  /// @param found what the engine knows of it
  void report(Instance instance, Optional<InstanceState> found) {
    failed.accept(instance, whyNotRunning(found));
  }

  /// @param found what the engine knows of an instance that does not run
  static Failure whyNotRunning(Optional<InstanceState> found) {
    return found.isPresent() && found.get() instanceof InstanceState.Exited(int code, boolean oom)
        ? new Failure.Ended(code, oom)
        : new Failure.Gone();
  }

  public void unwatch(String instanceId) {
    Watcher watcher = watchers.remove(instanceId);
    if (watcher != null) {
      watcher.thread().interrupt();
    }
  }

  @Override
  public void close() {
    watchers.values().forEach(watcher -> watcher.thread().interrupt());
  }

  private void watchUntilFailed(
      Instance instance, HealthCheck check, Consumer<InetSocketAddress> reached, Semaphore look)
      throws InterruptedException {
    InstanceHandle handle = new InstanceHandle(instance.handle().orElseThrow());
    Probe probe = check.probe();
    HealthTally tally = HealthTally.START;
    while (tally.health() != Health.UNHEALTHY) {
      boolean asked = awaitTurn(check.interval(), look);
      Sleep before = sleep(instance);
      if (before.asleep() && !asked) {
        continue;
      }
      Optional<InstanceState> state;
      try {
        state = engine.inspect(handle);
      } catch (EngineException _) {
        // An engine that is away says nothing about the instance.
        continue;
      }
      if (state.isEmpty() || !(state.get() instanceof InstanceState.Running(var address, _))) {
        report(instance, state);
        return;
      }
      if (!asked) {
        ProbeResult result = probe.probe(address);
        if (!sleep(instance).equals(before)) {
          // It fell asleep in the middle of the probe.
          continue;
        }
        if (result instanceof ProbeResult.Passed) {
          reached.accept(address);
        }
        tally = tally.plus(result, check);
      }
    }
    failed.accept(instance, new Failure.Unhealthy(tally.lastFailure()));
  }

  /// @param naps how often it fell asleep
  private record Sleep(boolean asleep, int naps) {}

  private Sleep sleep(Instance instance) {
    return traffic
        .backend(instance.id())
        .map(backend -> new Sleep(backend.isAsleep(), backend.naps()))
        .orElse(new Sleep(false, 0));
  }

  /// @return whether somebody asked for a look before the interval was over
  private static boolean awaitTurn(Duration interval, Semaphore look) throws InterruptedException {
    boolean asked = look.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS);
    look.drainPermits();
    return asked;
  }
}
