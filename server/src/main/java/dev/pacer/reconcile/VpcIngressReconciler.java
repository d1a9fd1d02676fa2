package dev.pacer.reconcile;

import dev.pacer.service.ServiceStore;
import dev.pacer.vpc.VpcIngressConnection;
import dev.pacer.vpc.VpcIngressConnectionStore;
import java.time.InstantSource;
import java.util.List;

/// Brings about what calls asked of VPC ingress connections.
public final class VpcIngressReconciler implements Reconciler {
  private final VpcIngressConnectionStore connections;
  private final ServiceStore services;
  private final Runnable publishRoutes;
  private final InstantSource clock;

  public VpcIngressReconciler(
      VpcIngressConnectionStore connections,
      ServiceStore services,
      Runnable publishRoutes,
      InstantSource clock) {
    this.connections = connections;
    this.services = services;
    this.publishRoutes = publishRoutes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "vpc-ingress";
  }

  @Override
  public void reconcile() {
    List<VpcIngressConnection> waiting = connections.pending();
    if (waiting.isEmpty()) {
      return;
    }
    // Whoever reads the settled status finds the route to be as it says.
    publishRoutes.run();
    boolean changed = false;
    for (VpcIngressConnection pending : waiting) {
      VpcIngressConnection settled = pending.settled(isServable(pending), clock.instant());
      changed |= connections.replace(pending, settled);
    }
    if (changed) {
      publishRoutes.run();
    }
  }

  private boolean isServable(VpcIngressConnection connection) {
    String arn = connection.serviceArn();
    String id = arn.substring(arn.lastIndexOf('/') + 1);
    return services.find(id).filter(found -> found.deletedAt().isEmpty()).isPresent()
        && services.privateAmong(List.of(id)).contains(id);
  }
}
