package dev.pacer.ingress.routes;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    return leastBusyBut(null);
  }

  /// The same among the instances other than `excluded`, for a second try.
  public Optional<Backend> leastBusyBut(@Nullable Backend excluded) {
    Backend best = null;
    int fewest = Integer.MAX_VALUE;
    for (Backend backend : backends) {
      int inFlight = backend.inFlight();
      if (inFlight < fewest && backend != excluded) {
        best = backend;
        fewest = inFlight;
      }
    }
    return Optional.ofNullable(best);
  }
}
