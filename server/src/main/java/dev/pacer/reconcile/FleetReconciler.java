package dev.pacer.reconcile;

import dev.pacer.deployment.Deployments;
import dev.pacer.engine.EngineException;
import dev.pacer.service.Instance;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the instances of every running service as they are stored: ends what retires, failed or was left
/// behind by a crash. How many there are is up to the [FleetScaler].
///
/// Services with an operation in progress are left to the operation.
public final class FleetReconciler implements Reconciler {
  private static final Logger log = LoggerFactory.getLogger(FleetReconciler.class);

  private final ServiceStore services;
  private final Deployments deployments;
  private final FleetScaler scaler;
  private final FailureNotes notes;
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  public FleetReconciler(
      ServiceStore services, Deployments deployments, FleetScaler scaler, InstantSource clock) {
    this.services = services;
    this.deployments = deployments;
    this.scaler = scaler;
    this.notes = new FailureNotes(clock);
  }

  @Override
  public String name() {
    return "fleet";
  }

  /// Notes that a serving instance failed: it gets no new request from now on, and the next run
  /// replaces it.
  public void instanceFailed(Instance instance, String reason) {
    failed.add(instance.id());
    deployments.traffic().exclude(instance.id());
    deployments.traffic().publish();
    services
        .find(instance.serviceId())
        .ifPresent(service ->
            deployments
                .logs()
                .event(
                    service, "Instance " + instance.id() + " failed and is replaced. " + reason));
    scaler.starts().failed(instance);
  }

  @Override
  public void reconcile() {
    List<Service> living = services.living();
    scaler.starts().forgetAllBut(living.stream().map(Service::id).collect(Collectors.toSet()));
    List<Instance> all = services.instances();
    failed.retainAll(all.stream().map(Instance::id).toList());
    Map<String, List<Instance>> byService =
        all.stream().collect(Collectors.groupingBy(Instance::serviceId));
    for (Service service : living) {
      List<Instance> instances = byService.getOrDefault(service.id(), List.of());
      instances.stream().filter(i -> i.phase() == Instance.Phase.RETIRING).forEach(this::end);
      if (service.lifecycle() instanceof Lifecycle.Settled) {
        instances.stream().filter(this::isAbandoned).forEach(this::retireAbandoned);
      }
      if (service.lifecycle() instanceof Lifecycle.Running) {
        heal(service, instances);
      }
    }
  }

  private void heal(Service service, List<Instance> instances) {
    List<Instance> serving =
        instances.stream().filter(i -> i.phase() == Instance.Phase.SERVING).toList();
    serving.stream().filter(i -> failed.contains(i.id())).forEach(this::retire);
    List<Instance> healthy = serving.stream().filter(i -> !failed.contains(i.id())).toList();
    if (scaler.isOutdated(service, healthy)) {
      deployments.traffic().publish();
    }
  }

  /// A starting instance of a settled service that nobody brings up was left behind by a crash.
  private boolean isAbandoned(Instance instance) {
    return instance.phase() == Instance.Phase.STARTING
        && !scaler.starts().isUnderWay(instance.id());
  }

  /// Nothing happens when an operation began since the service was read: then the instance is its.
  private void retireAbandoned(Instance instance) {
    if (services.retireAbandoned(instance.id())) {
      end(instance);
    }
  }

  private void retire(Instance instance) {
    services.retire(instance.id());
    end(instance);
  }

  private void end(Instance instance) {
    Thread.ofVirtual()
        .name("retire-" + instance.id())
        .start(() -> {
          try {
            deployments.fleet().retire(instance);
            failed.remove(instance.id());
            notes.mended(instance.id());
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } catch (EngineException failure) {
            if (notes.isNews(instance.id(), String.valueOf(failure.getMessage()))) {
              log.atWarn()
                  .addKeyValue("instance", instance.id())
                  .addKeyValue("reason", failure.getMessage())
                  .log("could not end an instance, will be tried again");
            }
          }
        });
  }
}
