package dev.pacer.ingress.routes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the requests of one service go.
///
/// @param service the service, for logs and counters
/// @param backends its healthy instances; empty while none is (requests are then answered 503)
/// @param options how its requests are served
public record Route(RoutedService service, List<Backend> backends, RouteOptions options) {
  /// More than any instance has requests.
  private static final int LEFT_ALONE = 1 << 24;

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

  /// The instance with the fewest requests in flight, the first of equals, among those that were not
  /// tried yet; one that refuses connections only when there is no other. Null instead of an Optional
  /// because every request passes here.
  ///
  /// @param now see [System#nanoTime]
  public @Nullable Backend leastBusyBut(List<Backend> tried, long now) {
    Backend best = null;
    int fewest = Integer.MAX_VALUE;
    for (Backend backend : backends) {
      int inFlight = backend.inFlight() + (backend.isLeftAlone(now) ? LEFT_ALONE : 0);
      if (inFlight < fewest && !tried.contains(backend)) {
        best = backend;
        fewest = inFlight;
      }
    }
    return best;
  }

  /// How many further requests its instances can take now.
  public long room() {
    return backends.stream()
        .mapToLong(backend -> Math.max(0, options.maxConcurrency() - backend.inFlight()))
        .sum();
  }
}
