package dev.pacer.reconcile;

import dev.pacer.service.ServiceStore;
import java.time.Duration;
import java.time.InstantSource;

/// Forgets deleted services after a while. Until then they can be described; their logs stay.
public final class DeletedServices implements Reconciler {
  private final ServiceStore services;
  private final Duration retention;
  private final InstantSource clock;

  public DeletedServices(ServiceStore services, Duration retention, InstantSource clock) {
    this.services = services;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "deleted-services";
  }

  @Override
  public void reconcile() {
    services.purgeDeletedBefore(clock.instant().minus(retention));
  }
}
