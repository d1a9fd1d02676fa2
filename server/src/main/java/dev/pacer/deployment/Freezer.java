package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.service.Instance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Takes the processor of an instance away that has nothing to do, and gives it back. An instance that
/// the front door may send a request to always has its processor: it is taken off before it is frozen,
/// and put on after it was thawed.
///
/// Safe for any thread; freezing and thawing the same instance at once happens one after the other.
public final class Freezer {
  private final ComputeEngine engine;
  private final Traffic traffic;
  private final HealthMonitor monitor;
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  Freezer(ComputeEngine engine, Traffic traffic, HealthMonitor monitor) {
    this.engine = engine;
    this.traffic = traffic;
    this.monitor = monitor;
  }

  /// Puts an instance to sleep, unless it has a request.
  ///
  /// @throws EngineException when the engine cannot; the instance goes on then
  public void freeze(Instance instance) {
    alone(
        instance.id(),
        () ->
            traffic
                .backend(instance.id())
                .filter(Backend::fallAsleep)
                .ifPresent(asleep -> {
                  try {
                    engine.suspend(handle(instance));
                  } catch (EngineException failure) {
                    asleep.awake();
                    throw failure;
                  }
                }));
  }

  /// Wakes an instance.
  ///
  /// @throws EngineException when the engine cannot; the instance sleeps on then
  public void thaw(Instance instance) {
    alone(
        instance.id(),
        () ->
            traffic
                .backend(instance.id())
                .filter(Backend::isAsleep)
                .ifPresent(asleep -> {
                  try {
                    engine.resume(handle(instance));
                    asleep.awake();
                  } catch (EngineException failure) {
                    // It may have died in its sleep.
                    monitor.look(instance.id());
                    throw failure;
                  }
                }));
  }

  /// Waits until nothing is under way any more with an instance that is closed, so that it can be
  /// stopped.
  void settle(String instanceId) {
    alone(instanceId, () -> {});
  }

  void forget(String instanceId) {
    locks.remove(instanceId);
  }

  private void alone(String instanceId, Runnable action) {
    ReentrantLock lock = locks.computeIfAbsent(instanceId, _ -> new ReentrantLock());
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  private static InstanceHandle handle(Instance instance) {
    return new InstanceHandle(instance.handle().orElseThrow());
  }
}
