package dev.pacer.reconcile;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.service.Instance;
import dev.pacer.service.ServiceStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes containers of this installation that no stored instance knows, once they are old enough
/// not to be in the middle of being started.
public final class OrphanReaper implements Reconciler {
  private static final Logger log = LoggerFactory.getLogger(OrphanReaper.class);

  private final ComputeEngine engine;
  private final ServiceStore services;
  private final Duration grace;
  private final InstantSource clock;

  public OrphanReaper(
      ComputeEngine engine, ServiceStore services, Duration grace, InstantSource clock) {
    this.engine = engine;
    this.services = services;
    this.grace = grace;
    this.clock = clock;
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
    for (OwnedInstance instance : owned) {
      boolean old = instance.createdAt().plus(grace).isBefore(clock.instant());
      if (old && !known.contains(instance.instanceId())) {
        log.atWarn()
            .addKeyValue("instance", instance.instanceId())
            .log("removing a container that no service knows");
        engine.remove(instance.handle());
      }
    }
  }
}
