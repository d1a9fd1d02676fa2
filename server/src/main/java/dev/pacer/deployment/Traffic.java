package dev.pacer.deployment;

import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.routes.RouteTable;
import dev.pacer.ingress.routes.RoutedService;
import dev.pacer.service.Instance;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Decides which instances the front door sends requests to, and publishes the decision.
///
/// The stored phase of an instance says whether it may get traffic; what is known here besides is
/// where it listens, learnt when it was found healthy. Safe for any thread; publishing is serialised
/// so that an older picture never replaces a newer one.
public final class Traffic {
  private final ServiceStore services;
  private final FleetSize size;
  private final FleetSettings settings;
  private final RouteSlot slot;
  private final Map<String, Backend> backends = new ConcurrentHashMap<>();
  private final Map<String, RoutedService> routed = new HashMap<>();
  private final Map<String, Sizing> sizings = new HashMap<>();
  private final Set<String> excluded = ConcurrentHashMap.newKeySet();
  private final Set<String> withdrawing = new HashSet<>();
  private volatile FleetObserver observer = FleetObserver.NONE;

  /// @param size says how many requests an instance is given at a time
  public Traffic(ServiceStore services, FleetSize size, FleetSettings settings, RouteSlot slot) {
    this.settings = settings;
    this.services = services;
    this.size = size;
    this.slot = slot;
  }

  /// Tells somebody from now on what the size of fleets depends on.
  public void observe(FleetObserver next) {
    observer = next;
  }

  /// Notes where a healthy instance listens. It gets requests once it serves and [#publish] ran.
  ///
  /// @return whether that is news: it was not known, or at another address
  public boolean admit(String instanceId, InetSocketAddress address) {
    Backend admitted = new Backend(instanceId, address);
    Backend now =
        backends.compute(
            instanceId,
            (_, known) -> known != null && known.address().equals(address) ? known : admitted);
    boolean wasExcluded = excluded.remove(instanceId);
    return now == admitted || wasExcluded;
  }

  /// Takes an instance out: after the next [#publish] it gets no new request. Those that it holds
  /// stay known.
  public void exclude(String instanceId) {
    if (backends.containsKey(instanceId)) {
      excluded.add(instanceId);
    }
  }

  /// Forgets an instance that is gone.
  void forget(String instanceId) {
    backends.remove(instanceId);
    excluded.remove(instanceId);
  }

  /// Takes a service's route away for as long as this operation of it is in progress: whoever reads
  /// that the service is paused or deleted must not find a route that is on its way out.
  synchronized void withdraw(String operationId) {
    withdrawing.add(operationId);
  }

  /// How many requests an instance has at hand.
  public int inFlight(String instanceId) {
    return backend(instanceId).map(Backend::inFlight).orElse(0);
  }

  /// Lets an instance that has nothing at hand get nothing any more, by whatever route table.
  ///
  /// @return whether it may be stopped
  public boolean closeIfIdle(String instanceId) {
    return backend(instanceId).map(Backend::closeIfIdle).orElse(true);
  }

  /// What is known of an instance that was admitted, whether or not it still gets requests.
  public Optional<Backend> backend(String instanceId) {
    return Optional.ofNullable(backends.get(instanceId));
  }

  /// Makes the stored state the one that requests see.
  public synchronized void publish() {
    Map<String, List<Instance>> instances =
        services.instances().stream().collect(Collectors.groupingBy(Instance::serviceId));
    List<Service> living = services.living();
    withdrawing.retainAll(living.stream().map(Traffic::operation).collect(Collectors.toSet()));
    List<Service> reachable =
        living.stream().filter(service -> !withdrawing.contains(operation(service))).toList();
    List<String> ids = living.stream().map(Service::id).toList();
    routed.keySet().retainAll(ids);
    sizings.keySet().retainAll(ids);
    RouteTable next =
        table(
            reachable,
            services.hosts(),
            instances,
            this::receiving,
            (service, serving) -> new Route(routed(service), serving, options(service)));
    Set<String> unmet =
        instances.values().stream()
            .flatMap(List::stream)
            .filter(instance -> instance.phase() == Instance.Phase.SERVING)
            .filter(instance -> !backends.containsKey(instance.id()))
            .map(Instance::serviceId)
            .collect(Collectors.toSet());
    slot.publish(next.withKept(slot.current(), unmet));
    observer.published(
        reachable.stream()
            .filter(Traffic::hasRoute)
            .map(service -> scaled(service, instances.getOrDefault(service.id(), List.of())))
            .toList());
  }

  private ScaledService scaled(Service service, List<Instance> instances) {
    Sizing sizing = sizing(service);
    List<ScaledService.Member> members =
        instances.stream()
            .filter(instance -> instance.phase() == Instance.Phase.SERVING)
            .filter(instance -> !excluded.contains(instance.id()))
            .map(instance -> new ScaledService.Member(instance, backend(instance.id())))
            .toList();
    return new ScaledService(
        service,
        routed(service),
        members,
        sizing.rules(),
        ServiceTags.preferences(service.tags(), settings),
        sizing.cpuUnits());
  }

  private Optional<Backend> receiving(String instanceId) {
    return backend(instanceId).filter(_ -> !excluded.contains(instanceId));
  }

  /// The same one for every table, as long as the service lives: its counters go on.
  private RoutedService routed(Service service) {
    return routed.computeIfAbsent(
        service.id(), id -> new RoutedService(id, service.name(), () -> observer.requestWaits(id)));
  }

  /// What a version says about its instances; it never changes.
  private record Sizing(int version, ScalingRules rules, int cpuUnits) {}

  private RouteOptions options(Service service) {
    return ServiceTags.options(service.tags(), sizing(service).rules().maxConcurrency());
  }

  private Sizing sizing(Service service) {
    int number = service.servingVersionNumber().orElseThrow();
    Sizing known = sizings.get(service.id());
    if (known == null || known.version() != number) {
      Version version = services.version(service.id(), number);
      int cpuUnits = version.configuration().instanceSize().cpuUnits();
      known = new Sizing(number, size.rules(version), cpuUnits);
      sizings.put(service.id(), known);
    }
    return known;
  }

  private static boolean hasRoute(Service service) {
    return service.servingVersionNumber().isPresent()
        && !(service.lifecycle() instanceof Lifecycle.Paused);
  }

  /// The operation in progress, or the empty text.
  private static String operation(Service service) {
    return service.lifecycle() instanceof Lifecycle.InProgress(String operationId)
        ? operationId
        : "";
  }

  /// The route table for a stored state. A service has a route from its first successful deployment
  /// until it is paused or deleted; without a healthy instance the route is there, but empty.
  ///
  /// @param hosts the host names of each service
  static RouteTable table(
      List<Service> services,
      Map<String, Set<String>> hosts,
      Map<String, List<Instance>> instances,
      Function<String, Optional<Backend>> backends,
      BiFunction<Service, List<Backend>, Route> route) {
    Map<String, Route> routes = new HashMap<>();
    for (Service service : services) {
      if (hasRoute(service)) {
        List<Backend> serving =
            instances.getOrDefault(service.id(), List.of()).stream()
                .filter(instance -> instance.phase() == Instance.Phase.SERVING)
                .flatMap(instance -> backends.apply(instance.id()).stream())
                .toList();
        Route made = route.apply(service, serving);
        hosts.getOrDefault(service.id(), Set.of()).forEach(host -> routes.put(host, made));
      }
    }
    return new RouteTable(routes);
  }
}
