package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import dev.pacer.support.Identifiers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Starts and ends instances, keeping the stored rows ahead of the engine: a row is written before
/// its container is asked for, and removed after its container is gone, so that nothing runs that
/// nobody knows. Safe for any thread.
public final class Fleet {
  /// An instance that never served has nothing to finish.
  private static final Duration GRACE_BEFORE_SERVING = Duration.ofSeconds(1);

  private final ComputeEngine engine;
  private final ServiceStore services;
  private final Traffic traffic;
  private final InstanceOutput output;
  private final HealthMonitor monitor;
  private final FleetSettings settings;
  private final InstantSource clock;
  private final Set<String> ending = ConcurrentHashMap.newKeySet();

  Fleet(
      ComputeEngine engine,
      ServiceStore services,
      Traffic traffic,
      InstanceOutput output,
      HealthMonitor monitor,
      FleetSettings settings,
      InstantSource clock) {
    this.engine = engine;
    this.services = services;
    this.traffic = traffic;
    this.output = output;
    this.monitor = monitor;
    this.settings = settings;
    this.clock = clock;
  }

  /// Makes the row of a new instance; nothing runs yet.
  public Instance plan(Version version) {
    Instance instance =
        new Instance(
            Identifiers.hex32(),
            version.serviceId(),
            version.number(),
            Instance.Phase.STARTING,
            Optional.empty(),
            clock.instant());
    services.save(instance);
    return instance;
  }

  /// Starts the instance of a row, or finds it when it was started before a crash.
  ///
  /// @throws EngineException when the engine cannot
  public Instance start(Service service, Version version, Instance planned) {
    InstanceHandle handle = engine.start(InstanceSpecs.of(service, version, planned.id()));
    Instance started = planned.startedAs(handle.value());
    services.save(started);
    output.capture(service, started);
    return started;
  }

  /// Ends a retiring instance: waits for its requests in flight up to the drain time, asks it to
  /// stop, removes it and its row. Does nothing when that is under way already.
  ///
  /// @throws EngineException when the engine cannot; calling again goes on
  public void retire(Instance instance) throws InterruptedException {
    if (!ending.add(instance.id())) {
      return;
    }
    try {
      monitor.unwatch(instance.id());
      boolean served = traffic.backend(instance.id()).isPresent();
      if (served) {
        drain(instance.id());
      }
      if (instance.handle().isPresent()) {
        InstanceHandle handle = new InstanceHandle(instance.handle().get());
        engine.stop(handle, served ? settings.stopGrace() : GRACE_BEFORE_SERVING);
        output.finish(instance.id());
        engine.remove(handle);
      }
      traffic.exclude(instance.id());
      services.removeInstance(instance.id());
    } finally {
      ending.remove(instance.id());
    }
  }

  private void drain(String instanceId) throws InterruptedException {
    Instant deadline = clock.instant().plus(settings.drainTime());
    while (traffic.backend(instanceId).map(Backend::inFlight).orElse(0) > 0
        && clock.instant().isBefore(deadline)) {
      Thread.sleep(20);
    }
  }
}
