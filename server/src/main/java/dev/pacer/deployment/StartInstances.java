package dev.pacer.deployment;

import dev.pacer.engine.EngineException;
import dev.pacer.operation.OperationRun;
import dev.pacer.operation.Step;
import dev.pacer.operation.StepFailedException;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.util.ArrayList;
import java.util.List;

/// Starts the new version's instances, as many as the old version has now, without traffic.
final class StartInstances implements Step {
  private final Fleet fleet;
  private final FleetSize size;
  private final ServiceStore services;
  private final ServiceLogs logs;

  StartInstances(Fleet fleet, FleetSize size, ServiceStore services, ServiceLogs logs) {
    this.fleet = fleet;
    this.size = size;
    this.services = services;
    this.logs = logs;
  }

  @Override
  public String name() {
    return "start-instances";
  }

  @Override
  public String run(OperationRun run) throws InterruptedException {
    Service service = run.service();
    Version version = run.version();
    logs.event(service, provisioning(version));
    if (version.built().isEmpty()) {
      // A build began with the same words about its source code.
      logs.deployment(service, run.operation().id(), "Starting to deploy your application image.");
    }
    List<Instance> known = services.instances(service.id());
    int serving = (int) known.stream().filter(StartInstances::serves).count();
    int wanted = size.atDeployment(version, serving);
    List<Instance> starting =
        new ArrayList<>(known.stream().filter(i -> startsFor(i, version)).toList());
    while (starting.size() < wanted) {
      starting.add(fleet.plan(version));
    }
    startAll(service, version, starting);
    return String.valueOf(wanted);
  }

  /// Marks what was started as retiring, and ends it when the engine lets us; whatever is left, the
  /// fleet's reconciler ends later.
  @Override
  public void undo(OperationRun run) throws InterruptedException {
    Version version = run.version();
    for (Instance instance : services.instances(run.service().id())) {
      if (startsFor(instance, version)) {
        services.retire(instance.id());
        try {
          fleet.retire(instance);
        } catch (EngineException _) {
          logs.deployment(
              run.service(),
              run.operation().id(),
              "The engine does not answer; instance " + instance.id() + " is removed later.");
        }
      }
    }
  }

  private void startAll(Service service, Version version, List<Instance> instances)
      throws InterruptedException {
    try {
      SideBySide.forEach(instances, instance -> fleet.start(service, version, instance));
    } catch (EngineException failure) {
      throw new StepFailedException(FailureTexts.start(failure), failure);
    }
  }

  /// App Runner's present text names public services only; its older one fits the others.
  private static String provisioning(Version version) {
    return version.configuration().network().publiclyAccessible()
        ? "Provisioning instances and deploying image for publicly accessible service."
        : "Provisioning instances and deploying image.";
  }

  private static boolean serves(Instance instance) {
    return instance.phase() == Instance.Phase.SERVING;
  }

  private static boolean startsFor(Instance instance, Version version) {
    return instance.phase() == Instance.Phase.STARTING
        && instance.versionNumber() == version.number();
  }
}
