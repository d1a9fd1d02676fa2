package dev.pacer.reconcile;

import dev.pacer.deployment.Deployments;
import dev.pacer.deployment.ScaledService;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts instances of running services: when one failed, or more are needed. Waits longer and longer
/// where starts keep failing, and until the machine has the memory. Safe for any thread.
final class Starts {
  private static final Logger log = LoggerFactory.getLogger(Starts.class);

  /// An instance that failed sooner after its start than this counts as a crash loop.
  private static final Duration SOON = Duration.ofMinutes(1);

  private final ServiceStore services;
  private final Deployments deployments;
  private final InstantSource clock;
  private final Consumer<String> changed;
  private final Replacement replacement;
  private final MemoryRoom memory;
  private final FailureNotes notes;
  private final FailureNotes shortages;
  private final Map<String, Backoff> backoffs = new ConcurrentHashMap<>();

  /// How many failed instances of each service are not replaced yet.
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  /// @param changed told of each service of which a start ended
  Starts(
      ServiceStore services,
      Deployments deployments,
      Consumer<String> changed,
      InstantSource clock) {
    this.services = services;
    this.deployments = deployments;
    this.clock = clock;
    this.changed = changed;
    this.replacement = new Replacement(services, deployments);
    this.memory = new MemoryRoom(deployments.fleet()::hostMemory);
    this.notes = new FailureNotes(clock);
    this.shortages = new FailureNotes(clock);
  }

  /// Notes that a serving instance failed.
  void failed(Instance instance) {
    failures.merge(instance.serviceId(), 1, Integer::sum);
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

  /// Whether it is time for the next try, if the ones before failed.
  boolean areAllowed(String serviceId) {
    return backoffs.getOrDefault(serviceId, Backoff.NONE).allows();
  }

  boolean isUnderWay(String instanceId) {
    return replacement.isUnderWay(instanceId);
  }

  /// Ids of a service's instances that are being started.
  Set<String> underWay(String serviceId) {
    return replacement.underWayOf(serviceId);
  }

  /// The service has what it needs: nothing is to be replaced any more.
  void complete(String serviceId) {
    failures.remove(serviceId);
  }

  void forgetAllBut(Set<String> serviceIds) {
    backoffs.keySet().retainAll(serviceIds);
    failures.keySet().retainAll(serviceIds);
  }

  /// Begins in the background.
  ///
  /// @param count how many are started
  /// @param wanted how many instances the service is to have then, whoever starts them
  /// @param reason told to the service's owner, unless failed instances are replaced
  void begin(ScaledService scaled, int count, int wanted, String reason) {
    Service service = scaled.service();
    Version version = services.version(service.id(), scaled.versionNumber());
    boolean replaces = failures.getOrDefault(service.id(), 0) > 0;
    int begun = 0;
    while (begun < count && begin(service, version, wanted, replaces)) {
      begun++;
    }
    if (begun > 0 && !replaces && !reason.isEmpty()) {
      deployments.logs().event(service, reason);
    }
  }

  private boolean begin(Service service, Version version, int wanted, boolean replaces) {
    int mebibytes = version.configuration().instanceSize().memoryMebibytes();
    var shortage = memory.take(mebibytes);
    if (shortage.isPresent()) {
      if (shortages.isNews(service.id(), "memory")) {
        deployments.logs().event(service, shortage.get());
      }
      return false;
    }
    boolean begun = false;
    try {
      begun =
          replacement.begin(
              service,
              version,
              wanted,
              (instance, result) -> {
                memory.giveBack(mebibytes);
                ended(service, instance, result, replaces);
              });
    } finally {
      if (!begun) {
        memory.giveBack(mebibytes);
      }
    }
    return begun;
  }

  private void ended(
      Service service, Instance instance, Replacement.Result result, boolean replaces) {
    switch (result) {
      case Replacement.Result.Serving _ -> {
        notes.mended(service.id());
        shortages.mended(service.id());
        if (replaces) {
          failures.computeIfPresent(service.id(), (_, left) -> left > 1 ? left - 1 : null);
          deployments.logs().event(service, "The failed instance was replaced.");
        }
      }
      case Replacement.Result.Needless _ -> {}
      case Replacement.Result.Failed(String reason) -> {
        Backoff next = count(instance);
        if (notes.isNews(service.id(), reason)) {
          deployments.logs().event(service, failure(replaces) + reason);
        }
        log.atWarn()
            .addKeyValue("service", service.name())
            .addKeyValue("failures", next.failures())
            .log("start of an instance failed");
      }
    }
    changed.accept(service.id());
  }

  private static String failure(boolean replaces) {
    return (replaces ? "Replacing a failed instance" : "Starting an instance")
        + " failed and is tried again, at growing intervals. ";
  }

  private Backoff count(Instance failure) {
    return backoffs.compute(
        failure.serviceId(),
        (_, known) ->
            (known == null ? Backoff.NONE : known).failed(failure.createdAt(), clock.instant()));
  }
}
