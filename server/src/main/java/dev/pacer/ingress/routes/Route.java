package dev.pacer.ingress.routes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the requests of one service go.
///
/// @param service the service, for logs and counters
/// @param backends its healthy instances, sleeping ones among them; empty while there is none
/// @param options how its requests are served
public record Route(RoutedService service, List<Backend> backends, RouteOptions options) {
  /// More than any instance has requests.
  private static final int COMFORTABLE = 1 << 24;

  public Route {
    backends = List.copyOf(backends);
  }

  /// A route with the default options, of a service that no other table knows.
  public Route(String serviceId, List<Backend> backends) {
    this(new RoutedService(serviceId, serviceId), backends, RouteOptions.DEFAULT);
  }

  public String serviceId() {
    return service.id();
  }

  Route withBackends(List<Backend> others) {
    return new Route(service, others, options);
  }

  /// The instance that is given the next request, among those that have room and were not tried yet.
  ///
  /// Packed, it is the busiest one of those that are not nearly full, so that others have nothing to do
  /// and can sleep; beyond three quarters of what they take, or when not packed, it is the least busy
  /// one. Of equals it is the first. One that refuses connections is taken only when there is no other,
  /// not even one without room.
  ///
  /// Null instead of an Optional because every request passes here.
  ///
  /// @param now see [System#nanoTime]
  public @Nullable Backend choose(List<Backend> tried, long now) {
    int most = options.maxConcurrency();
    int crowded = options.packed() ? most - most / 4 : 0;
    Backend best = null;
    int bestScore = 0;
    Backend leftAlone = null;
    boolean hopeful = false;
    for (Backend backend : backends) {
      if (backend.isClosed() || tried.contains(backend)) {
        continue;
      }
      int room = backend.room(most);
      if (backend.isLeftAlone(now)) {
        leftAlone = leftAlone == null && room > 0 ? backend : leftAlone;
        continue;
      }
      hopeful = true;
      int taken = most - room;
      int score = taken < crowded ? COMFORTABLE + taken : room;
      if (room > 0 && score > bestScore) {
        best = backend;
        bestScore = score;
      }
    }
    return hopeful ? best : leftAlone;
  }

  /// Whether an instance may have room later for a request that [#choose] found none for: when one is
  /// done with another, was woken, or was started.
  public boolean isWorthWaiting(List<Backend> tried) {
    for (Backend backend : backends) {
      if (!backend.isClosed() && !tried.contains(backend)) {
        return true;
      }
    }
    return tried.isEmpty() && service.expectsInstances(options.onDemand());
  }

  /// How many further requests its instances can take now.
  public long room() {
    return backends.stream().mapToLong(backend -> backend.room(options.maxConcurrency())).sum();
  }
}
