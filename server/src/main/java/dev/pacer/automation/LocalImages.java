package dev.pacer.automation;

import dev.pacer.reconcile.Reconciler;
import dev.pacer.service.Service;
import java.util.List;
import java.util.Map;

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
    Map<Place, List<Service>> subscribed = subscribers.byPlace();
    checks.keepOnly(subscribed);
    subscribed.forEach((place, here) -> {
      if (sources.isLocal(place)) {
        var _ = checks.look(place, here, Checks.Reach.ALL);
      }
    });
  }
}
