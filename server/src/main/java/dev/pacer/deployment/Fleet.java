package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.HostMemory;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.InstanceUsage;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import dev.pacer.support.Deadline;
import dev.pacer.support.Identifiers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Starts and ends instances, keeping the stored rows ahead of the engine: a row is written before
/// its container is asked for, and removed after its container is gone, so that nothing runs that
/// nobody knows. Safe for any thread.
public final class Fleet {
  /// An instance that never served has nothing to finish.
  private static final Duration GRACE_BEFORE_SERVING = Duration.ofSeconds(1);

  private static final Duration TIME_TO_SAY_GOODBYE = Duration.ofSeconds(2);

  private final ComputeEngine engine;
  private final ServiceStore services;
  private final Images images;
  private final Traffic traffic;
  private final Freezer freezer;
  private final InstanceOutput output;
  private final HealthMonitor monitor;
  private final FleetSettings settings;
  private final InstantSource clock;
  private final Predicate<String> drainedByOthers;
  private final Set<String> ending = ConcurrentHashMap.newKeySet();

  /// @param drainedByOthers whether no other server has requests in flight to an instance
  Fleet(
      ComputeEngine engine,
      ServiceStore services,
      Images images,
      Traffic traffic,
      Freezer freezer,
      InstanceOutput output,
      HealthMonitor monitor,
      FleetSettings settings,
      Predicate<String> drainedByOthers,
      InstantSource clock) {
    this.engine = engine;
    this.services = services;
    this.images = images;
    this.traffic = traffic;
    this.freezer = freezer;
    this.output = output;
    this.monitor = monitor;
    this.settings = settings;
    this.drainedByOthers = drainedByOthers;
    this.clock = clock;
  }

  /// Makes the row of an operation's new instance; nothing runs yet.
  Instance plan(Version version) {
    Instance instance = instanceOf(version);
    services.add(instance);
    return instance;
  }

  /// Makes the row of an instance that a running service lacks; nothing runs yet.
  ///
  /// @param wanted how many instances it is to have
  /// @return empty when it does not lack one any more
  public Optional<Instance> planMissing(Version version, int wanted) {
    return Optional.of(instanceOf(version)).filter(planned -> services.addMissing(planned, wanted));
  }

  /// Starts the instance of a row, or finds it when it was started before a crash.
  ///
  /// @throws EngineException when the engine cannot, or the instance was given up meanwhile
  public Instance start(Service service, Version version, Instance planned) {
    InstanceHandle handle = startContainer(service, version, planned);
    if (!services.noteHandle(planned.id(), handle.value())) {
      // Whoever gave it up could not end what nobody knew of yet.
      engine.remove(handle);
      throw new EngineException(
          EngineException.Kind.OTHER, "The instance was given up while it started.");
    }
    Instance started = planned.startedAs(handle.value());
    output.capture(service, started);
    return started;
  }

  /// What the machine has of memory; empty when the engine does not tell.
  public Optional<HostMemory> hostMemory() {
    return engine.hostMemory();
  }

  /// What an instance uses; empty when the engine does not tell.
  public Optional<InstanceUsage> usage(Instance instance) {
    return instance.handle().map(InstanceHandle::new).flatMap(engine::usage);
  }

  private InstanceHandle startContainer(Service service, Version version, Instance planned) {
    InstanceSpec spec = InstanceSpecs.of(service, version, planned.id());
    try {
      return engine.start(spec);
    } catch (EngineException failure) {
      if (failure.kind() == EngineException.Kind.IMAGE_NOT_FOUND && images.restore(version)) {
        return engine.start(spec);
      }
      throw failure;
    }
  }

  /// Ends a retiring instance: waits for its requests in flight up to the drain time, asks it to
  /// stop, removes it and its row. Does nothing when that is under way already, or done.
  ///
  /// @throws EngineException when the engine cannot; calling again goes on
  public void retire(Instance instance) throws InterruptedException {
    if (!ending.add(instance.id())) {
      return;
    }
    try {
      if (services.instance(instance.id()).isEmpty()) {
        // It has ended since it was read, and its version may be forgotten.
        return;
      }
      monitor.unwatch(instance.id());
      boolean attached = traffic.backend(instance.id()).isPresent();
      if (attached) {
        drain(instance.id());
      }
      freezer.settle(instance.id());
      boolean served = attached || mayHaveServed(instance);
      end(instance.id(), served ? stopGrace(instance) : GRACE_BEFORE_SERVING);
      traffic.forget(instance.id());
      freezer.forget(instance.id());
    } finally {
      ending.remove(instance.id());
    }
  }

  private Duration stopGrace(Instance instance) {
    return services
        .find(instance.serviceId())
        .flatMap(service -> ServiceTags.stopGrace(service.tags()))
        .orElse(settings.stopGrace());
  }

  /// Ends what runs and removes the row; once more when something was started under it meanwhile.
  private void end(String instanceId, Duration grace) {
    Optional<Instance> left = services.instance(instanceId);
    while (left.isPresent()) {
      Optional<InstanceHandle> handle =
          left.get().handle().map(InstanceHandle::new).or(() -> startedUnnoted(instanceId));
      if (handle.isPresent()) {
        engine.stop(handle.get(), grace);
        output.finish(instanceId);
        engine.remove(handle.get());
      }
      left = services.remove(left.get()) ? Optional.empty() : services.instance(instanceId);
    }
  }

  /// What a server started that died before it could note the handle.
  private Optional<InstanceHandle> startedUnnoted(String instanceId) {
    return engine.owned().stream()
        .filter(owned -> owned.instanceId().equals(instanceId))
        .map(OwnedInstance::handle)
        .findFirst();
  }

  /// A restarted server does not know any more who had traffic.
  private boolean mayHaveServed(Instance instance) {
    return instance.phase() != Instance.Phase.STARTING
        && services
            .version(instance.serviceId(), instance.versionNumber())
            .deployedAt()
            .isPresent();
  }

  private Instance instanceOf(Version version) {
    return new Instance(
        Identifiers.hex32(),
        version.serviceId(),
        version.number(),
        Instance.Phase.STARTING,
        Optional.empty(),
        clock.instant());
  }

  private void drain(String instanceId) throws InterruptedException {
    if (!isIdleWithin(settings.drainTime(), instanceId)) {
      traffic.backend(instanceId).ifPresent(Backend::expire);
      var _ = isIdleWithin(TIME_TO_SAY_GOODBYE, instanceId);
    }
  }

  private boolean isIdleWithin(Duration longest, String instanceId) throws InterruptedException {
    Deadline deadline = Deadline.in(longest);
    while (!(traffic.closeIfIdle(instanceId) && drainedByOthers.test(instanceId))) {
      if (deadline.hasPassed()) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }
}
