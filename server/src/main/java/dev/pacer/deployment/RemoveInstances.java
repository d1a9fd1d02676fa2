package dev.pacer.deployment;

import dev.pacer.engine.EngineException;
import dev.pacer.operation.OperationRun;
import dev.pacer.operation.Step;
import dev.pacer.operation.StepFailedException;
import dev.pacer.service.Instance;
import dev.pacer.service.ServiceStore;
import java.util.List;

/// Takes a service's traffic away and ends all its instances, side by side.
final class RemoveInstances implements Step {
  private final Fleet fleet;
  private final ServiceStore services;
  private final Traffic traffic;

  RemoveInstances(Fleet fleet, ServiceStore services, Traffic traffic) {
    this.fleet = fleet;
    this.services = services;
    this.traffic = traffic;
  }

  @Override
  public String name() {
    return "remove-instances";
  }

  @Override
  public boolean isIrrevocable() {
    return true;
  }

  @Override
  public String run(OperationRun run) throws InterruptedException {
    for (Instance instance : services.instances(run.service().id())) {
      services.retire(instance.id());
    }
    traffic.withdraw(run.operation().id());
    traffic.publish();
    // Some may be retiring already; those are waited for too.
    List<Instance> left = services.instances(run.service().id());
    while (!left.isEmpty()) {
      retireAll(left);
      left = services.instances(run.service().id());
      if (!left.isEmpty()) {
        Thread.sleep(50);
      }
    }
    return "";
  }

  private void retireAll(List<Instance> instances) throws InterruptedException {
    try {
      SideBySide.forEach(instances, fleet::retire);
    } catch (EngineException refused) {
      throw new StepFailedException(
          "Instances could not be stopped. " + refused.getMessage(), refused);
    }
  }
}
