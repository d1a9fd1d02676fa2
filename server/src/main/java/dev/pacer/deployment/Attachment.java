package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.health.HealthCheck;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import java.net.InetSocketAddress;
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

  /// Attaches to every instance that serves, then publishes the routes.
  public void attachAll() {
    for (Service service : services.living()) {
      for (Instance instance : services.instances(service.id())) {
        if (instance.phase() == Instance.Phase.SERVING) {
          attach(service, instance);
        }
      }
    }
    traffic.publish();
  }

  /// Attaches to one instance; one that does not run any more is reported as failed.
  public void attach(Service service, Instance instance) {
    try {
      InstanceHandle handle = new InstanceHandle(instance.handle().orElseThrow());
      Optional<InstanceState> state = engine.inspect(handle);
      if (state.isPresent() && state.get() instanceof InstanceState.Running(var address)) {
        traffic.admit(instance.id(), address);
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
