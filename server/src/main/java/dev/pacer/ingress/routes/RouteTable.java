package dev.pacer.ingress.routes;

import java.util.Map;
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

  /// A name such as `*.example.com` stands for exactly one label before the rest.
  private @Nullable Route byWildcard(String host) {
    int dot = host.indexOf('.');
    return dot < 0 ? null : byHost.get("*" + host.substring(dot));
  }
}
