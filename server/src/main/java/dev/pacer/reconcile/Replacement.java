package dev.pacer.reconcile;

import dev.pacer.deployment.Deployments;
import dev.pacer.deployment.Readiness;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings up instances that a running service lacks. Safe for any thread.
final class Replacement {
  private static final Logger log = LoggerFactory.getLogger(Replacement.class);

  private final ServiceStore services;
  private final Deployments deployments;

  /// Ids of instances that are being brought up, with their services' ids.
  private final Map<String, String> underWay = new ConcurrentHashMap<>();

  Replacement(ServiceStore services, Deployments deployments) {
    this.services = services;
    this.deployments = deployments;
  }

  /// How it ended.
  sealed interface Result {
    /// It has traffic.
    record Serving() implements Result {}

    /// It was given up; its row is retiring.
    record Failed(String reason) implements Result {}

    /// An operation made it needless, for example a pause.
    record Needless() implements Result {}
  }

  boolean isUnderWay(String instanceId) {
    return underWay.containsKey(instanceId);
  }

  /// Ids of a service's instances that are being brought up.
  Set<String> underWayOf(String serviceId) {
    return underWay.entrySet().stream()
        .filter(entry -> entry.getValue().equals(serviceId))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// Begins in the background with one more, unless there are enough.
  ///
  /// @param wanted how many instances the service is to have
  /// @param ended told how it ended
  /// @return whether it began
  boolean begin(Service service, Version version, int wanted, BiConsumer<Instance, Result> ended) {
    Optional<Instance> planned = deployments.fleet().planMissing(version, wanted);
    planned.ifPresent(instance -> {
      underWay.put(instance.id(), service.id());
      begin(service, version, instance, ended);
    });
    return planned.isPresent();
  }

  private void begin(
      Service service, Version version, Instance planned, BiConsumer<Instance, Result> ended) {
    Thread.ofVirtual()
        .name("replace-" + planned.id())
        .start(() -> {
          try {
            Result result = resultOf(service, version, planned);
            underWay.remove(planned.id());
            ended.accept(planned, result);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } finally {
            underWay.remove(planned.id());
          }
        });
  }

  /// Without the database nothing can be told of an instance: its row is found abandoned later.
  private Result resultOf(Service service, Version version, Instance planned)
      throws InterruptedException {
    try {
      return bringUp(service, version, planned);
    } catch (RuntimeException failure) {
      log.atWarn()
          .addKeyValue("instance", planned.id())
          .addKeyValue("reason", String.valueOf(failure.getMessage()))
          .log("the start of an instance was given up");
      return new Result.Needless();
    }
  }

  private Result bringUp(Service service, Version version, Instance planned)
      throws InterruptedException {
    try {
      Instance started = deployments.fleet().start(service, version, planned);
      Readiness.Outcome outcome =
          deployments
              .readiness()
              .await(
                  new InstanceHandle(started.handle().orElseThrow()),
                  version.configuration().healthCheck(),
                  (_, _) -> {});
      if (!(outcome instanceof Readiness.Outcome.Ready) || !services.serve(planned.id())) {
        return givenUp(planned, deployments.diagnosis().of(service, version, started, outcome));
      }
      deployments.attachment().attach(service, started);
      deployments.traffic().publish();
      return new Result.Serving();
    } catch (EngineException failure) {
      return givenUp(planned, String.valueOf(failure.getMessage()));
    }
  }

  private Result givenUp(Instance planned, String reason) {
    boolean overtaken =
        services
            .instance(planned.id())
            .filter(instance -> instance.phase() == Instance.Phase.STARTING)
            .isEmpty();
    services.retire(planned.id());
    return overtaken ? new Result.Needless() : new Result.Failed(reason);
  }
}
