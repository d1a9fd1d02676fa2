package dev.pacer.automation;

import dev.pacer.reconcile.Reconciler;

/// Looks at the images that the engine has itself, when it says that a name means something else. Asking
/// for one is cheap, so all are asked.
final class LocalImages implements Reconciler {
  private final Subscribers subscribers;
  private final Sources sources;
  private final Checks checks;

  LocalImages(Subscribers subscribers, Sources sources, Checks checks) {
    this.subscribers = subscribers;
    this.sources = sources;
    this.checks = checks;
  }

  @Override
  public String name() {
    return "local-images";
  }

  @Override
  public void reconcile() {
    for (Place place : subscribers.byPlace().keySet()) {
      if (sources.isLocal(place)) {
        var _ = checks.look(place, Checks.Reach.ALL);
      }
    }
  }
}
