package dev.pacer.ingress;

import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.ingress.routes.RouteSlot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses the instance for one request, none of them twice, always from the routes of the moment: an
/// instance that retires between the look at a route and the connection is no reason to fail while
/// another one serves.
final class Choice {
  private final RouteSlot routes;
  private final List<Backend> tried = new ArrayList<>(1);
  private RouteOptions options = RouteOptions.DEFAULT;
  private boolean hostKnown;

  Choice(RouteSlot routes) {
    this.routes = routes;
  }

  /// Begins with the next request.
  void reset() {
    tried.clear();
  }

  /// The least busy instance that was not tried yet, with the request counted as in flight there; null
  /// when there is none.
  @Nullable Backend claim(String host) {
    Route route = routes.current().find(host);
    while (route != null) {
      Backend best = route.leastBusyBut(tried);
      if (best == null) {
        Route now = routes.current().find(host);
        if (route.equals(now)) {
          break;
        }
        route = now;
      } else {
        tried.add(best);
        if (best.claim()) {
          options = route.options();
          return best;
        }
      }
    }
    hostKnown = route != null;
    return null;
  }

  /// How the service of the last claimed instance is served.
  RouteOptions options() {
    return options;
  }

  /// What to answer after [#claim] found none.
  OwnAnswer refusal() {
    if (!hostKnown) {
      return OwnAnswer.UNKNOWN_HOST;
    }
    return tried.isEmpty() ? OwnAnswer.NO_INSTANCE : OwnAnswer.CONNECT_FAILED;
  }
}
