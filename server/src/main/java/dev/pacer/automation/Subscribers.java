package dev.pacer.automation;

import dev.pacer.service.Lifecycle;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The services that deploy by themselves, by what they deploy from. Safe for any thread.
final class Subscribers {
  private final ServiceStore services;

  // A version's source never changes, so it is read once.
  private final Map<String, Shown> known = new ConcurrentHashMap<>();

  private record Shown(int version, Source source) {}

  Subscribers(ServiceStore services) {
    this.services = services;
  }

  /// All that run or are being changed.
  Map<Place, List<Service>> byPlace() {
    List<Service> living = services.living();
    Set<String> ids = living.stream().map(Service::id).collect(Collectors.toSet());
    known.keySet().retainAll(ids);
    Map<Place, List<Service>> byPlace = new LinkedHashMap<>();
    for (Service service : living) {
      place(service)
          .ifPresent(place -> byPlace.computeIfAbsent(place, _ -> new ArrayList<>()).add(service));
    }
    return byPlace;
  }

  /// Where a service deploys from by itself now; empty for one that does not.
  Optional<Place> place(Service service) {
    return switch (service.lifecycle()) {
      case Lifecycle.Running _, Lifecycle.InProgress _ -> Place.of(source(service));
      case Lifecycle.Paused _,
          Lifecycle.CreateFailed _,
          Lifecycle.DeleteFailed _,
          Lifecycle.Deleted _ ->
          Optional.empty();
    };
  }

  /// The source that the service shows.
  Source source(Service service) {
    Shown cached = known.get(service.id());
    if (cached != null && cached.version() == service.versionNumber()) {
      return cached.source();
    }
    Source source =
        services.version(service.id(), service.versionNumber()).configuration().source();
    known.put(service.id(), new Shown(service.versionNumber(), source));
    return source;
  }
}
