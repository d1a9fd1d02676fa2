package dev.pacer.ingress.routes;

import java.util.List;
import java.util.Optional;

/// Where the requests of one service go.
///
/// @param serviceId the service, for logs and counters
/// @param backends its healthy instances; empty while none is (requests are then answered 503)
public record Route(String serviceId, List<Backend> backends) {

  public Route {
    backends = List.copyOf(backends);
  }

  /// The instance with the fewest requests in flight, the first of equals.
  public Optional<Backend> leastBusy() {
    Backend best = null;
    int fewest = Integer.MAX_VALUE;
    for (Backend backend : backends) {
      int inFlight = backend.inFlight();
      if (inFlight < fewest) {
        best = backend;
        fewest = inFlight;
      }
    }
    return Optional.ofNullable(best);
  }
}
