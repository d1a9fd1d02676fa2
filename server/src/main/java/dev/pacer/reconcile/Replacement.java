package dev.pacer.reconcile;

import dev.pacer.deployment.Deployments;
import dev.pacer.deployment.Readiness;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// Brings up instances that a running service lacks.
final class Replacement {
  private final ServiceStore services;
  private final Deployments deployments;

  /// Ids of instances that are being brought up.
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

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
    return underWay.contains(instanceId);
  }

  /// Begins in the background with all that is lacking.
  ///
  /// @param ended told how each one ended
  void begin(Service service, Version version, BiConsumer<Instance, Result> ended) {
    Optional<Instance> planned = plan(version);
    while (planned.isPresent()) {
      begin(service, version, planned.get(), ended);
      planned = plan(version);
    }
  }

  private Optional<Instance> plan(Version version) {
    Optional<Instance> planned = deployments.fleet().planMissing(version);
    planned.ifPresent(instance -> underWay.add(instance.id()));
    return planned;
  }

  private void begin(
      Service service, Version version, Instance planned, BiConsumer<Instance, Result> ended) {
    Thread.ofVirtual()
        .name("replace-" + planned.id())
        .start(() -> {
          try {
            ended.accept(planned, bringUp(service, version, planned));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } finally {
            underWay.remove(planned.id());
          }
        });
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
