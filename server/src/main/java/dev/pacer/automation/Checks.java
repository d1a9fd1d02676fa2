package dev.pacer.automation;

import dev.pacer.automation.Decisions.Change;
import dev.pacer.deployment.DeploymentTrigger;
import dev.pacer.engine.EngineException;
import dev.pacer.operation.StepFailedException;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.source.git.GitException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares what a place holds with what its services were deployed from, and deploys where they
/// differ. Whoever says that something changed only makes a place be looked at: what is deployed is what
/// it really holds. Safe for any thread.
final class Checks {
  private final ServiceStore services;
  private final Subscribers subscribers;
  private final Sources sources;
  private final DeploymentTrigger trigger;
  private final Troubles troubles;
  private final Decisions decisions = new Decisions();

  Checks(
      ServiceStore services,
      Subscribers subscribers,
      Sources sources,
      DeploymentTrigger trigger,
      Troubles troubles) {
    this.services = services;
    this.subscribers = subscribers;
    this.sources = sources;
    this.trigger = trigger;
    this.troubles = troubles;
  }

  /// Which services a look is for.
  enum Reach {
    /// Those with no operation in progress; others have their turn at a later look.
    FREE,
    /// All: there may be no later look, so that the deployment waits for the operation to end.
    ALL
  }

  /// Looks at a place.
  ///
  /// @param here the services that deploy from it, at least one
  /// @return what it holds; empty when it cannot be looked at, of which its services were told
  Optional<String> look(Place place, List<Service> here, Reach reach) {
    try {
      Service any = here.getFirst();
      String found = sources.newest(place, any, subscribers.source(any));
      here.forEach(service -> decide(place, service.id(), found, reach));
      troubles.succeeded(place, here);
      return Optional.of(found);
    } catch (GitException | StepFailedException failure) {
      tell(place, here, failure);
    } catch (EngineException failure) {
      // An engine that is away is everybody's trouble, and told elsewhere.
      if (failure.kind() != EngineException.Kind.UNAVAILABLE) {
        tell(place, here, failure);
      }
    }
    return Optional.empty();
  }

  /// Forgets what was decided for services that are not among these.
  void keepOnly(Map<Place, List<Service>> subscribed) {
    decisions.keepOnly(
        subscribed.values().stream()
            .flatMap(List::stream)
            .map(Service::id)
            .collect(Collectors.toSet()));
  }

  private void tell(Place place, List<Service> here, RuntimeException failure) {
    // A server that stops ends its own questions.
    if (!Thread.currentThread().isInterrupted()) {
      troubles.failed(place, here, String.valueOf(failure.getMessage()));
    }
  }

  /// Reads the service after its source was asked: it may have been deployed meanwhile.
  private void decide(Place place, String serviceId, String found, Reach reach) {
    Optional<Service> read =
        services
            .find(serviceId)
            .filter(service -> isMeant(service, reach))
            .filter(service -> subscribers.place(service).filter(place::equals).isPresent());
    if (read.isPresent()) {
      Optional<Change> change = change(place, read.get(), found);
      if (change.isPresent() && decisions.take(serviceId, change.get())) {
        deploy(place, read.get(), change.get());
      }
    }
  }

  /// From what the service's last deployment took, whether it succeeded or not; empty when that is what
  /// was found. A service that was never looked up is being created, from what its source holds by then.
  private Optional<Change> change(Place place, Service service, String found) {
    Optional<String> lookedUp =
        LastLookUp.mark(services.versions(service.id()), subscribers.source(service));
    Optional<String> tried =
        place instanceof Place.Branch ? sources.lastTried(service) : Optional.empty();
    return lookedUp.filter(found::equals).isPresent()
        ? Optional.empty()
        : tried
            .or(() -> lookedUp)
            .filter(before -> !before.equals(found))
            .map(before -> new Change(before, found));
  }

  private static boolean isMeant(Service service, Reach reach) {
    return switch (reach) {
      case FREE -> service.lifecycle() instanceof Lifecycle.Running;
      case ALL -> true;
    };
  }

  private void deploy(Place place, Service service, Change change) {
    boolean done = false;
    try {
      if (sources.differs(service, subscribers.source(service), change.from(), change.to())) {
        trigger.request(service, place.reason(change.to()));
      }
      done = true;
    } finally {
      if (!done) {
        decisions.giveBack(service.id(), change);
      }
    }
  }
}
