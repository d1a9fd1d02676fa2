package dev.pacer.ingress.routes;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which host name leads to which service. Immutable: a change is a new table.
///
/// @param byHost routes by lower-case host name without port; the first label may be `*`
public record RouteTable(Map<String, Route> byHost) {

  public static final RouteTable EMPTY = new RouteTable(Map.of());

  public RouteTable {
    byHost = Map.copyOf(byHost);
  }

  /// The route of a host name, or null when nobody has that name. The name is lower-case and
  /// without port; null instead of an Optional because every request passes here.
  public @Nullable Route find(String host) {
    Route route = byHost.get(host);
    return route == null ? byWildcard(host) : route;
  }

  /// Under which name of the table a host is found: its own or one with `*`.
  public Optional<String> nameFor(String host) {
    return byHost.containsKey(host)
        ? Optional.of(host)
        : Optional.ofNullable(wildcard(host)).filter(byHost::containsKey);
  }

  /// This table with the earlier instances of some services where this one would leave them without any
  /// instance. For a moment this server may not have met the instances that another one, or it itself
  /// before a restart, gave the traffic to; those before them go on until they are told to stop.
  ///
  /// @param unmet ids of services of which an instance serves that this server has not met
  public RouteTable withKept(RouteTable before, Set<String> unmet) {
    if (unmet.isEmpty()) {
      return this;
    }
    Map<String, Route> kept = new HashMap<>(byHost);
    kept.replaceAll((host, route) -> {
      Route earlier = before.byHost.get(host);
      boolean keep =
          route.backends().isEmpty()
              && unmet.contains(route.serviceId())
              && earlier != null
              && earlier.serviceId().equals(route.serviceId());
      return keep && earlier != null ? route.withBackends(earlier.backends()) : route;
    });
    return new RouteTable(kept);
  }

  /// A name such as `*.example.com` stands for exactly one label before the rest.
  private @Nullable Route byWildcard(String host) {
    String wildcard = wildcard(host);
    return wildcard == null ? null : byHost.get(wildcard);
  }

  private static @Nullable String wildcard(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? null : "*" + host.substring(dot);
  }
}
