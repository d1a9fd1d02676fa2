package dev.pacer.reconcile;

import dev.pacer.cluster.Membership;
import dev.pacer.deployment.Deployments;
import dev.pacer.service.Instance;
import dev.pacer.service.ServiceStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes what other servers decided true of this one too: attaches to instances that serve, publishes
/// the routes, and says of retiring instances when it has no requests of theirs left. Every server
/// that shares its database runs it, whoever leads.
public final class RouteFollower implements Reconciler {
  private final ServiceStore services;
  private final Deployments deployments;
  private final Membership membership;
  private final Set<String> attached = new HashSet<>();
  private final Set<String> drained = new HashSet<>();

  public RouteFollower(ServiceStore services, Deployments deployments, Membership membership) {
    this.services = services;
    this.deployments = deployments;
    this.membership = membership;
  }

  @Override
  public String name() {
    return "routes";
  }

  @Override
  public void reconcile() {
    List<Instance> instances = services.instances();
    forget(instances);
    instances.stream().filter(i -> i.phase() == Instance.Phase.SERVING).forEach(this::attach);
    deployments.traffic().publish();
    // What is read here retired before the routes were published, so that nothing new goes to it.
    instances.stream().filter(i -> i.phase() == Instance.Phase.RETIRING).forEach(this::drain);
  }

  /// Once for each instance: one that failed since is not for this server to bring back.
  private void attach(Instance instance) {
    boolean known = deployments.traffic().backend(instance.id()).isPresent();
    if (attached.add(instance.id()) && !known) {
      services
          .find(instance.serviceId())
          .ifPresent(service -> deployments.attachment().attach(service, instance));
    }
  }

  private void drain(Instance instance) {
    if (deployments.traffic().closeIfIdle(instance.id()) && drained.add(instance.id())) {
      membership.noteDrained(instance.id());
    }
  }

  private void forget(List<Instance> instances) {
    Set<String> left = new HashSet<>(attached);
    for (Instance instance : instances) {
      left.remove(instance.id());
    }
    left.forEach(deployments.attachment()::detach);
    attached.removeAll(left);
    drained.retainAll(instances.stream().map(Instance::id).toList());
  }
}
