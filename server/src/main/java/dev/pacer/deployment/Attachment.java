package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.health.HealthCheck;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ties this process to an instance that runs: its address for the front door, its output, its
/// health checks. All of it is in memory only, so that a restarted server attaches again, without
/// the instance noticing. Attaching twice changes nothing.
public final class Attachment {
  private static final Logger log = LoggerFactory.getLogger(Attachment.class);

  private final ComputeEngine engine;
  private final ServiceStore services;
  private final Traffic traffic;
  private final InstanceOutput output;
  private final HealthMonitor monitor;

  Attachment(
      ComputeEngine engine,
      ServiceStore services,
      Traffic traffic,
      InstanceOutput output,
      HealthMonitor monitor) {
    this.engine = engine;
    this.services = services;
    this.traffic = traffic;
    this.output = output;
    this.monitor = monitor;
  }

  /// Lets requests reach every instance that serves and runs: the first thing that a started server
  /// does, and no more than that.
  public void admitAll() throws InterruptedException {
    SideBySide.forEach(
        serving(),
        instance -> {
          try {
            state(instance)
                .filter(InstanceState.Running.class::isInstance)
                .ifPresent(state -> admit(instance, (InstanceState.Running) state));
          } catch (EngineException _) {
            // Told by attachAll, which follows.
          }
        });
    traffic.publish();
  }

  /// Attaches to every instance that serves.
  public void attachAll() throws InterruptedException {
    SideBySide.forEach(
        serving(),
        instance ->
            services.find(instance.serviceId()).ifPresent(service -> attach(service, instance)));
    traffic.publish();
  }

  private List<Instance> serving() {
    return services.instances().stream()
        .filter(instance -> instance.phase() == Instance.Phase.SERVING)
        .toList();
  }

  /// One that an earlier server put to sleep goes on sleeping.
  private void admit(Instance instance, InstanceState.Running running) {
    boolean news = traffic.admit(instance.id(), running.address());
    if (news && running.suspended()) {
      traffic.backend(instance.id()).ifPresent(Backend::fallAsleep);
    }
  }

  private Optional<InstanceState> state(Instance instance) {
    return engine.inspect(new InstanceHandle(instance.handle().orElseThrow()));
  }

  /// Why an instance cannot serve; empty when it runs.
  ///
  /// @throws EngineException when the engine does not tell
  Optional<HealthMonitor.Failure> obstacle(Instance instance) {
    Optional<InstanceState> state = state(instance);
    return state.filter(InstanceState.Running.class::isInstance).isPresent()
        ? Optional.empty()
        : Optional.of(HealthMonitor.whyNotRunning(state));
  }

  /// Attaches to one instance; one that does not run any more is reported as failed.
  public void attach(Service service, Instance instance) {
    try {
      Optional<InstanceState> state = state(instance);
      if (state.isPresent() && state.get() instanceof InstanceState.Running running) {
        admit(instance, running);
        output.capture(service, instance);
      } else {
        monitor.report(instance, state);
        return;
      }
    } catch (EngineException failure) {
      log.atWarn()
          .addKeyValue("instance", instance.id())
          .addKeyValue("reason", failure.getMessage())
          .log("could not attach to an instance");
    }
    monitor.watch(instance, check(instance), address -> reached(service, instance, address));
  }

  /// A serving instance was found healthy. Usually everybody knows; but the engine may have been away
  /// when the instance should have been attached, or somebody restarted its container, which then
  /// may be at another address and writes on.
  private void reached(Service service, Instance instance, InetSocketAddress address) {
    boolean news = traffic.admit(instance.id(), address);
    try {
      output.capture(service, instance);
      if (news) {
        traffic.publish();
      }
    } catch (RuntimeException failure) {
      if (news) {
        // The next probe tries again.
        traffic.exclude(instance.id());
      }
      log.atWarn()
          .addKeyValue("instance", instance.id())
          .addKeyValue("reason", failure.getMessage())
          .log("could not attach to a healthy instance");
    }
  }

  /// Lets go of an instance that is going or gone.
  public void detach(String instanceId) {
    monitor.unwatch(instanceId);
    traffic.forget(instanceId);
    output.finish(instanceId);
  }

  private HealthCheck check(Instance instance) {
    return services
        .version(instance.serviceId(), instance.versionNumber())
        .configuration()
        .healthCheck();
  }
}
