package dev.pacer.reconcile;

import dev.pacer.deployment.Traffic;
import java.util.concurrent.atomic.AtomicBoolean;

/// Publishes the routes when a call changed how a service's requests are served, again and again until
/// it succeeds: the call itself has been answered by then. Safe for any thread.
public final class RoutePublisher implements Reconciler {
  private final Traffic traffic;
  private final AtomicBoolean due = new AtomicBoolean();

  public RoutePublisher(Traffic traffic) {
    this.traffic = traffic;
  }

  /// Something was stored that routes show.
  public void changed() {
    due.set(true);
  }

  @Override
  public String name() {
    return "route-options";
  }

  @Override
  public void reconcile() {
    if (!due.getAndSet(false)) {
      return;
    }
    boolean published = false;
    try {
      traffic.publish();
      published = true;
    } finally {
      if (!published) {
        due.set(true);
      }
    }
  }
}
