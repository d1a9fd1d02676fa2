package dev.pacer.testing;

import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.ingress.routes.Route;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
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
  public static ServicePicture of(ControlPlane plane, String serviceId) {
    Service service = plane.service(serviceId);
    Map<String, Instance> instances =
        plane.services.instances(serviceId).stream()
            .collect(Collectors.toMap(Instance::id, Function.identity()));
    return new ServicePicture(
        "%s, shows %d, serves %s"
            .formatted(
                service.status(),
                service.versionNumber(),
                service.servingVersionNumber().map(String::valueOf).orElse("nothing")),
        plane.services.versions(serviceId).stream().map(v -> text(service, v)).toList(),
        instances.values().stream().map(instance -> text(plane, instance)).sorted().toList(),
        (int)
            containers(plane, serviceId).stream().filter(id -> !instances.containsKey(id)).count(),
        Optional.ofNullable(plane.routes.current().find(service.host()))
            .map(route -> versions(route, instances)));
  }

  /// The instances of a service that have a container.
  public static Set<String> containers(ControlPlane plane, String serviceId) {
    return plane.engine.owned().stream()
        .filter(owned -> owned.labels().containsValue(serviceId))
        .map(OwnedInstance::instanceId)
        .collect(Collectors.toSet());
  }

  /// Nothing is on its way any more: what is stored serves, and it alone runs.
  public boolean isStill() {
    return strangers == 0 && instances.stream().allMatch(text -> text.endsWith("SERVING running"));
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

  private static String text(ControlPlane plane, Instance instance) {
    String container =
        instance
            .handle()
            .flatMap(handle -> plane.engine.inspect(new InstanceHandle(handle)))
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
