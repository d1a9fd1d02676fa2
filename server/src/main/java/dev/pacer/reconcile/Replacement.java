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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Brings up one new instance of the version that a service serves, at most one at a time for each
/// service.
final class Replacement {
  private final ServiceStore services;
  private final Deployments deployments;

  /// Service id to the instance that is being brought up.
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
  }

  boolean owns(String instanceId) {
    return underWay.containsValue(instanceId);
  }

  /// Begins in the background; does nothing when one is under way for this service.
  void begin(Service service, Consumer<Result> ended) {
    Version version = services.version(service.id(), service.servingVersionNumber().orElseThrow());
    if (underWay.putIfAbsent(service.id(), "") != null) {
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
    Instance planned = deployments.fleet().plan(version);
    underWay.put(service.id(), planned.id());
    try {
      Instance started = deployments.fleet().start(service, version, planned);
      Readiness.Outcome outcome =
          deployments
              .readiness()
              .await(
                  new InstanceHandle(started.handle().orElseThrow()),
                  version.configuration().healthCheck(),
                  (_, _) -> {});
      if (outcome instanceof Readiness.Outcome.Ready) {
        services.save(started.in(Instance.Phase.SERVING));
        deployments.attachment().attach(service, started);
        deployments.traffic().publish();
        return new Result.Serving();
      }
      services.save(started.in(Instance.Phase.RETIRING));
      return new Result.Failed(outcome.toString());
    } catch (EngineException failure) {
      services.save(planned.in(Instance.Phase.RETIRING));
      return new Result.Failed(String.valueOf(failure.getMessage()));
    }
  }
}
