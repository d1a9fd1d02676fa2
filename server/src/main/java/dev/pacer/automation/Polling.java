package dev.pacer.automation;

import dev.pacer.reconcile.Reconciler;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at repositories and registries again and again. A run only begins the looks that are due, so
/// that a server that does not answer holds up nobody else.
final class Polling implements Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Polling.class);

  private final Subscribers subscribers;
  private final Sources sources;
  private final Checks checks;
  private final PollSchedule schedule;
  private final Executor looks;

  /// @param looks runs them, a bounded number at a time
  Polling(
      Subscribers subscribers,
      Sources sources,
      Checks checks,
      PollSchedule schedule,
      Executor looks) {
    this.subscribers = subscribers;
    this.sources = sources;
    this.checks = checks;
    this.schedule = schedule;
    this.looks = looks;
  }

  @Override
  public String name() {
    return "source-polling";
  }

  @Override
  public void reconcile() {
    Set<Place> remote = new LinkedHashSet<>(subscribers.byPlace().keySet());
    remote.removeIf(sources::isLocal);
    schedule.due(remote).forEach(place -> looks.execute(() -> look(place)));
  }

  private void look(Place place) {
    boolean succeeded = false;
    try {
      succeeded = checks.look(place, Checks.Reach.FREE).isPresent();
    } catch (RuntimeException failure) {
      log.atWarn().setCause(failure).log("A source was not looked at, and will be again");
    } finally {
      schedule.looked(place, succeeded);
    }
  }
}
