package dev.pacer.testing;

import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteTable;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What there is of one service, everywhere, without the names that are made at random: pictures of
/// two services that went the same way are equal.
///
/// @param standing its status, the version that it shows and the one that serves
/// @param instances of each stored instance its version, what it is there for, and what its container
///     does
/// @param strangers how many containers there are that no stored instance knows
/// @param route the versions of the instances that get requests; empty when nothing leads to it
public record ServicePicture(
    String standing,
    List<String> versions,
    List<String> instances,
    int strangers,
    Optional<List<Integer>> route) {

  /// Takes a picture.
  ///
  /// @param services what is stored
  /// @param routes where requests go
  public static ServicePicture of(
      ServiceStore services, MemoryEngine engine, RouteTable routes, String serviceId) {
    Service service = services.find(serviceId).orElseThrow();
    Map<String, Instance> instances =
        services.instances(serviceId).stream()
            .collect(Collectors.toMap(Instance::id, Function.identity()));
    return new ServicePicture(
        "%s, shows %d, serves %s"
            .formatted(
                service.status(),
                service.versionNumber(),
                service.servingVersionNumber().map(String::valueOf).orElse("nothing")),
        services.versions(serviceId).stream().map(v -> text(service, v)).toList(),
        instances.values().stream().map(instance -> text(engine, instance)).sorted().toList(),
        (int)
            containers(engine, serviceId).stream().filter(id -> !instances.containsKey(id)).count(),
        Optional.ofNullable(routes.find(service.host())).map(route -> versions(route, instances)));
  }

  /// The instances of a service that have a container.
  public static Set<String> containers(MemoryEngine engine, String serviceId) {
    return engine.owned().stream()
        .filter(owned -> owned.labels().containsValue(serviceId))
        .map(OwnedInstance::instanceId)
        .collect(Collectors.toSet());
  }

  /// Nothing is on its way any more: what is stored serves, it alone runs, and requests reach it. A
  /// running service without any instance is about to get some.
  public boolean isStill() {
    return !standing.startsWith("OPERATION_IN_PROGRESS")
        && !(standing.startsWith("RUNNING") && instances.isEmpty())
        && strangers == 0
        && instances.stream().allMatch(text -> text.endsWith("SERVING running"))
        && route.map(List::size).orElse(0) == instances.size();
  }

  private static String text(Service service, Version version) {
    return "%d %s of %s%s"
        .formatted(
            version.number(),
            version.image().map(image -> image.id().replaceFirst("#.*", "")).orElse("unknown"),
            version.configuration().source(),
            version.deployedAt().isPresent() ? ", served" : "")
        .replace(service.name(), "");
  }

  private static String text(MemoryEngine engine, Instance instance) {
    String container =
        instance
            .handle()
            .flatMap(handle -> engine.inspect(new InstanceHandle(handle)))
            .map(state -> state instanceof InstanceState.Running ? "running" : "exited")
            .orElse("without a container");
    return "%d %s %s".formatted(instance.versionNumber(), instance.phase(), container);
  }

  /// -1 stands for an instance that is not stored.
  private static List<Integer> versions(Route route, Map<String, Instance> instances) {
    return route.backends().stream()
        .map(backend ->
            Optional.ofNullable(instances.get(backend.instanceId()))
                .map(Instance::versionNumber)
                .orElse(-1))
        .sorted()
        .toList();
  }
}
