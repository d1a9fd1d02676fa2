package dev.pacer.deployment;

import dev.pacer.operation.OperationStarter;
import dev.pacer.operation.OperationStore;
import dev.pacer.operation.OperationType;
import dev.pacer.operation.WaitingDeployment;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Lifecycle.Settled;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.time.InstantSource;
import java.util.Optional;

/// Deploys when something other than a call asks for it: a push, another image behind a tag. Unlike a
/// call, which is refused while an operation is in progress, such a wish is remembered and done
/// afterwards; of several only the newest, as it deploys what the source means then.
///
/// Safe for any thread.
public final class DeploymentTrigger {
  private final ServiceStore services;
  private final OperationStore operations;
  private final OperationStarter starter;
  private final ServiceLogs logs;
  private final InstantSource clock;

  public DeploymentTrigger(
      ServiceStore services,
      OperationStore operations,
      OperationStarter starter,
      ServiceLogs logs,
      InstantSource clock) {
    this.services = services;
    this.operations = operations;
    this.starter = starter;
    this.logs = logs;
    this.clock = clock;
  }

  /// Deploys now, or as soon as the operation in progress has ended. The wish survives a crash.
  ///
  /// @param reason what asked, for the event stream
  public void request(Service service, String reason) {
    operations.remember(new WaitingDeployment(service.id(), reason, clock.instant()));
    runWaiting();
    if (operations.waiting().stream().anyMatch(found -> found.serviceId().equals(service.id()))) {
      logs.event(service, "A deployment (" + reason + ") waits for the operation in progress.");
    }
  }

  /// Begins every waiting deployment that may begin, and drops those that never will.
  public void runWaiting() {
    for (WaitingDeployment waiting : operations.waiting()) {
      Optional<Service> service = services.find(waiting.serviceId());
      if (service.isEmpty()) {
        operations.forget(waiting);
      } else {
        run(waiting, service.get());
      }
    }
  }

  private void run(WaitingDeployment waiting, Service service) {
    switch (service.lifecycle()) {
      case Lifecycle.InProgress _ -> {}
      case Lifecycle.Running running -> deploy(waiting, service, running);
      case Lifecycle.Paused _,
          Lifecycle.CreateFailed _,
          Lifecycle.DeleteFailed _,
          Lifecycle.Deleted _ -> {
        operations.forget(waiting);
        logs.event(
            service,
            "A deployment (%s) was not started, because the service is %s."
                .formatted(waiting.reason(), service.status()));
      }
    }
  }

  /// The transaction that begins it forgets that it waits.
  private void deploy(WaitingDeployment waiting, Service service, Settled from) {
    Version again = services.again(service, clock.instant());
    var beginning =
        starter.begin(service, from, OperationType.START_DEPLOYMENT, Optional.of(again));
    if (beginning instanceof OperationStarter.Begun) {
      logs.event(service, "A deployment was triggered: " + waiting.reason() + ".");
    }
  }
}
