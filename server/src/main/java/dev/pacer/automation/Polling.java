package dev.pacer.automation;

import dev.pacer.reconcile.Reconciler;
import dev.pacer.service.Service;
import dev.pacer.support.UnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    Map<Place, List<Service>> subscribed = subscribers.byPlace();
    checks.keepOnly(subscribed);
    Map<Place, List<Service>> remote = new LinkedHashMap<>(subscribed);
    remote.keySet().removeIf(sources::isLocal);
    for (Place place : schedule.due(remote.keySet())) {
      List<Service> here = remote.getOrDefault(place, List.of());
      looks.execute(() -> look(place, here));
    }
  }

  private void look(Place place, List<Service> here) {
    boolean succeeded = false;
    try {
      succeeded = checks.look(place, here, Checks.Reach.FREE).isPresent();
    } catch (UnavailableException failure) {
      log.atDebug().setCause(failure).log("A source was not looked at, and will be again");
    } catch (RuntimeException failure) {
      log.atWarn().setCause(failure).log("A source was not looked at, and will be again");
    } finally {
      schedule.looked(place, succeeded);
    }
  }
}
