package dev.pacer.deployment;

import dev.pacer.operation.OperationRun;
import dev.pacer.operation.Step;
import dev.pacer.operation.StepFailedException;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.time.InstantSource;

/// Gives the traffic to the new version: one transaction, then one new route table. From here on the
/// deployment cannot fail any more; the old instances retire in the background.
final class SwitchTraffic implements Step {
  private final ServiceStore services;
  private final Traffic traffic;
  private final Attachment attachment;
  private final Diagnosis diagnosis;
  private final ServiceLogs logs;
  private final InstantSource clock;

  SwitchTraffic(
      ServiceStore services,
      Traffic traffic,
      Attachment attachment,
      Diagnosis diagnosis,
      ServiceLogs logs,
      InstantSource clock) {
    this.services = services;
    this.traffic = traffic;
    this.attachment = attachment;
    this.diagnosis = diagnosis;
    this.logs = logs;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "switch-traffic";
  }

  @Override
  public boolean isIrrevocable() {
    return true;
  }

  /// Once the switch is stored the old instances go.
  @Override
  public boolean hasNoWayBack(OperationRun run) {
    Service service = run.service();
    return services.instances(service.id()).stream()
        .anyMatch(instance ->
            instance.phase() == Instance.Phase.SERVING
                && instance.versionNumber() == service.versionNumber());
  }

  @Override
  public String run(OperationRun run) {
    Service service = run.service();
    requireRunning(service);
    logs.event(service, "Health check is successful. Routing traffic to application.");
    // Before the stored state changes: whoever publishes routes next must know them.
    attachNew(service);
    services.switchTraffic(service, clock.instant());
    traffic.publish();
    logs.event(service, "Successfully routed incoming traffic to application.");
    logs.deployment(service, run.operation().id(), deployed(run.version()));
    return "";
  }

  private static String deployed(Version version) {
    return version.built().isPresent()
        ? "Successfully deployed your application source code."
        : "Successfully deployed your application image.";
  }

  /// What was healthy may have died since: the server may have been dead itself in between. Once the
  /// switch is stored, none of them is starting any more.
  private void requireRunning(Service service) {
    for (Instance instance : services.instances(service.id())) {
      if (instance.phase() == Instance.Phase.STARTING
          && instance.versionNumber() == service.versionNumber()) {
        attachment
            .obstacle(instance)
            .ifPresent(failure -> {
              throw new StepFailedException(diagnosis.of(instance, failure));
            });
      }
    }
  }

  private void attachNew(Service service) {
    for (Instance instance : services.instances(service.id())) {
      if (instance.versionNumber() == service.versionNumber()
          && instance.phase() != Instance.Phase.RETIRING) {
        attachment.attach(service, instance);
      }
    }
  }
}
