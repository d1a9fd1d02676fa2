package dev.pacer.reconcile;

import dev.pacer.deployment.DeploymentTrigger;

/// Begins deployments that waited for another operation to end.
public final class WaitingDeployments implements Reconciler {
  private final DeploymentTrigger trigger;

  public WaitingDeployments(DeploymentTrigger trigger) {
    this.trigger = trigger;
  }

  @Override
  public String name() {
    return "waiting-deployments";
  }

  @Override
  public void reconcile() {
    trigger.runWaiting();
  }
}
