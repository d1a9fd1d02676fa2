package dev.pacer.reconcile;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.service.Instance;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes containers of this installation that no stored instance has known for a while.
///
/// The while is counted here, from the first look that found a container unknown: the engine's times
/// of creation are of another clock, and either may be set. Used by one thread.
public final class OrphanReaper implements Reconciler {
  private static final Logger log = LoggerFactory.getLogger(OrphanReaper.class);

  private final ComputeEngine engine;
  private final ServiceStore services;
  private final Duration grace;
  private final Map<InstanceHandle, Deadline> unknown = new HashMap<>();

  /// @param grace how long a container must have been unknown
  public OrphanReaper(ComputeEngine engine, ServiceStore services, Duration grace) {
    this.engine = engine;
    this.services = services;
    this.grace = grace;
  }

  @Override
  public String name() {
    return "orphans";
  }

  @Override
  public void reconcile() {
    // The engine is asked first: a row that appears in between is of an instance not in the list.
    var owned = engine.owned();
    Set<String> known = services.instances().stream().map(Instance::id).collect(Collectors.toSet());
    Map<InstanceHandle, OwnedInstance> orphans =
        owned.stream()
            .filter(instance -> !known.contains(instance.instanceId()))
            .collect(Collectors.toMap(OwnedInstance::handle, instance -> instance));
    unknown.keySet().retainAll(orphans.keySet());
    orphans.values().forEach(this::consider);
  }

  private void consider(OwnedInstance orphan) {
    if (unknown.computeIfAbsent(orphan.handle(), _ -> Deadline.in(grace)).hasPassed()) {
      log.atWarn()
          .addKeyValue("instance", orphan.instanceId())
          .log("removing a container that no service knows");
      engine.remove(orphan.handle());
    }
  }
}
