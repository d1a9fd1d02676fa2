package dev.pacer.reconcile;

import dev.pacer.deployment.Deployments;
import dev.pacer.engine.EngineException;
import dev.pacer.service.Instance;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps every running service at its number of healthy instances: ends what retires or is too much,
/// replaces what failed, and waits longer and longer where replacements keep failing.
///
/// Services with an operation in progress are left to the operation.
public final class FleetReconciler implements Reconciler {
  private static final Logger log = LoggerFactory.getLogger(FleetReconciler.class);

  /// An instance that failed sooner after its start than this counts as a crash loop.
  private static final Duration SOON = Duration.ofMinutes(1);

  private final ServiceStore services;
  private final Deployments deployments;
  private final Replacement replacement;
  private final InstantSource clock;
  private final FailureNotes notes;
  private final Set<String> failed = ConcurrentHashMap.newKeySet();
  private final Map<String, Backoff> backoffs = new ConcurrentHashMap<>();
  private final Map<String, Size> sizes = new ConcurrentHashMap<>();

  /// How many instances a version of a service is to have.
  private record Size(int version, int instances) {}

  public FleetReconciler(ServiceStore services, Deployments deployments, InstantSource clock) {
    this.services = services;
    this.deployments = deployments;
    this.replacement = new Replacement(services, deployments);
    this.clock = clock;
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
    if (instance.createdAt().plus(SOON).isAfter(clock.instant())) {
      count(instance);
    } else {
      // It worked for a while. Others that fail soon after their start go on counting.
      backoffs.computeIfPresent(
          instance.serviceId(),
          (_, known) ->
              known.countedAt().plus(SOON).isAfter(clock.instant()) ? known : Backoff.NONE);
    }
  }

  private Backoff count(Instance failure) {
    return backoffs.compute(
        failure.serviceId(),
        (_, known) ->
            (known == null ? Backoff.NONE : known).failed(failure.createdAt(), clock.instant()));
  }

  @Override
  public void reconcile() {
    List<Service> living = services.living();
    sizes.keySet().retainAll(living.stream().map(Service::id).toList());
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
    int wanted = wanted(service);
    if (healthy.size() > wanted) {
      scaleIn(healthy, wanted);
    }
    Backoff backoff = backoffs.getOrDefault(service.id(), Backoff.NONE);
    if (healthy.size() < wanted && backoff.allows()) {
      replacement.begin(
          service,
          servingVersion(service),
          (instance, result) -> replaced(service, instance, result));
    }
  }

  /// The size of a version never changes, so that looking costs nothing when nothing changes.
  private int wanted(Service service) {
    int number = service.servingVersionNumber().orElseThrow();
    return sizes
        .compute(
            service.id(),
            (_, known) ->
                known != null && known.version() == number
                    ? known
                    : new Size(number, deployments.fleet().provisioned(servingVersion(service))))
        .instances();
  }

  private Version servingVersion(Service service) {
    return services.version(service.id(), service.servingVersionNumber().orElseThrow());
  }

  /// Ends the instances with the least to do; the requests that they have are finished first.
  private void scaleIn(List<Instance> healthy, int wanted) {
    List<Instance> surplus =
        healthy.stream()
            .sorted(
                Comparator.<Instance>comparingInt(i -> deployments.traffic().inFlight(i.id()))
                    .thenComparing(Instance::createdAt, Comparator.reverseOrder()))
            .limit(healthy.size() - (long) wanted)
            .filter(instance -> services.retireSurplus(instance.id(), wanted))
            .toList();
    deployments.traffic().publish();
    surplus.forEach(this::end);
  }

  private void replaced(Service service, Instance instance, Replacement.Result result) {
    switch (result) {
      case Replacement.Result.Serving _ -> {
        notes.mended(service.id());
        deployments.logs().event(service, "The failed instance was replaced.");
      }
      case Replacement.Result.Needless _ -> {}
      case Replacement.Result.Failed(String reason) -> {
        Backoff next = count(instance);
        if (notes.isNews(service.id(), reason)) {
          deployments
              .logs()
              .event(
                  service,
                  "Replacing a failed instance failed and is tried again, at growing intervals. "
                      + reason);
        }
        log.atWarn()
            .addKeyValue("service", service.name())
            .addKeyValue("failures", next.failures())
            .log("replacement of an instance failed");
      }
    }
  }

  /// A starting instance of a settled service that nobody brings up was left behind by a crash.
  private boolean isAbandoned(Instance instance) {
    return instance.phase() == Instance.Phase.STARTING && !replacement.isUnderWay(instance.id());
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
