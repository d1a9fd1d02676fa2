package dev.pacer.ingress.routes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the requests of one service go.
///
/// @param serviceId the service, for logs and counters
/// @param backends its healthy instances; empty while none is (requests are then answered 503)
public record Route(String serviceId, List<Backend> backends) {

  public Route {
    backends = List.copyOf(backends);
  }

  /// The instance with the fewest requests in flight, the first of equals, among those that were not
  /// tried yet; null instead of an Optional because every request passes here.
  public @Nullable Backend leastBusyBut(List<Backend> tried) {
    Backend best = null;
    int fewest = Integer.MAX_VALUE;
    for (Backend backend : backends) {
      int inFlight = backend.inFlight();
      if (inFlight < fewest && !tried.contains(backend)) {
        best = backend;
        fewest = inFlight;
      }
    }
    return best;
  }
}
