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
import java.util.function.Consumer;

/// Brings up one new instance of the version that a service serves, at most one at a time for each
/// service.
final class Replacement {
  private final ServiceStore services;
  private final Deployments deployments;

  /// Ids of services for which one is being brought up.
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

  boolean isUnderWay(String serviceId) {
    return underWay.contains(serviceId);
  }

  /// Begins in the background; does nothing when one is under way for this service.
  void begin(Service service, Consumer<Result> ended) {
    Version version = services.version(service.id(), service.servingVersionNumber().orElseThrow());
    if (!underWay.add(service.id())) {
      return;
    }
    Thread.ofVirtual()
        .name("replace-" + service.id())
        .start(() -> {
          try {
            ended.accept(bringUp(service, version));
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          } finally {
            underWay.remove(service.id());
          }
        });
  }

  private Result bringUp(Service service, Version version) throws InterruptedException {
    Optional<Instance> planned = deployments.fleet().planReplacement(version);
    return planned.isEmpty() ? new Result.Needless() : bringUp(service, version, planned.get());
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
        return givenUp(planned, outcome.toString());
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
