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
  private @Nullable Route route;
  private boolean full;

  Choice(RouteSlot routes) {
    this.routes = routes;
  }

  /// Begins with the next request.
  void reset() {
    tried.clear();
    route = null;
    full = false;
  }

  /// The instance for the request, one that was not tried yet, with the request counted as in flight
  /// there; null when there is none. See [Route#choose].
  @Nullable Backend claim(String host) {
    Route current = routes.current().find(host);
    route = current;
    full = false;
    long now = System.nanoTime();
    while (current != null) {
      Backend best = current.choose(tried, now);
      if (best == null) {
        Route next = routes.current().find(host);
        if (current.equals(next)) {
          full = current.isWorthWaiting(tried);
          break;
        }
        current = next;
        route = next;
      } else if (best.claim(current.options().maxConcurrency())) {
        tried.add(best);
        return best;
      }
      // Another request was faster, or the instance fell asleep: what is seen now is another
      // picture.
    }
    return null;
  }

  /// The route that [#claim] looked at; null when the host leads nowhere.
  @Nullable Route route() {
    return route;
  }

  /// Whether [#claim] found none that has room now, and there may be one later.
  boolean isFull() {
    return full;
  }

  /// What the instances of the route speak.
  RouteOptions.Protocol protocol() {
    Route current = route;
    return current == null ? RouteOptions.DEFAULT.protocol() : current.options().protocol();
  }

  /// What to answer when the wait was too long.
  OwnAnswer overdue() {
    Route current = route;
    return current == null || current.backends().isEmpty()
        ? OwnAnswer.NO_INSTANCE
        : OwnAnswer.TOO_BUSY;
  }

  /// What to answer after [#claim] found none.
  OwnAnswer refusal() {
    if (route == null) {
      return OwnAnswer.UNKNOWN_HOST;
    }
    if (full) {
      return overdue();
    }
    return tried.isEmpty() ? OwnAnswer.NO_INSTANCE : OwnAnswer.CONNECT_FAILED;
  }
}
