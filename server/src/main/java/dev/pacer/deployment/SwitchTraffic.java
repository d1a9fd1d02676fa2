package dev.pacer.deployment;

import dev.pacer.operation.OperationRun;
import dev.pacer.operation.Step;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import java.time.InstantSource;

/// Gives the traffic to the new version: one transaction, then one new route table. From here on the
/// deployment cannot fail any more; the old instances retire in the background.
final class SwitchTraffic implements Step {
  private final ServiceStore services;
  private final Traffic traffic;
  private final Attachment attachment;
  private final ServiceLogs logs;
  private final InstantSource clock;

  SwitchTraffic(
      ServiceStore services,
      Traffic traffic,
      Attachment attachment,
      ServiceLogs logs,
      InstantSource clock) {
    this.services = services;
    this.traffic = traffic;
    this.attachment = attachment;
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

  @Override
  public String run(OperationRun run) {
    Service service = run.service();
    logs.event(service, "Health check is successful. Routing traffic to application.");
    // Before the stored state changes: whoever publishes routes next must know them.
    attachNew(service);
    services.switchTraffic(service, clock.instant());
    traffic.publish();
    logs.event(service, "Successfully routed incoming traffic to application.");
    logs.deployment(service, run.operation().id(), "Successfully deployed your application image.");
    return "";
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
