package dev.pacer.deployment;

import dev.pacer.autoscaling.ScalingPreferences;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.RoutedService;
import dev.pacer.service.Instance;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A service that has traffic, as its routes were published last: all that its scaling depends on and
/// that does not change by itself.
///
/// @param routed where its requests wait
/// @param members its instances that serve
/// @param cpuUnits processor time of each, in 1/1024 of one core
public record ScaledService(
    Service service,
    RoutedService routed,
    List<Member> members,
    ScalingRules rules,
    ScalingPreferences preferences,
    int cpuUnits) {

  public ScaledService {
    members = List.copyOf(members);
  }

  /// An instance that serves.
  ///
  /// @param backend empty while this server has not met it
  public record Member(Instance instance, Optional<Backend> backend) {}

  /// Whether no operation was in progress.
  public boolean isSettled() {
    return service.lifecycle() instanceof Lifecycle.Running;
  }

  /// The version that its instances are of.
  public int versionNumber() {
    return service.servingVersionNumber().orElseThrow();
  }

  public Set<String> instanceIds() {
    return members.stream().map(member -> member.instance().id()).collect(Collectors.toSet());
  }
}
