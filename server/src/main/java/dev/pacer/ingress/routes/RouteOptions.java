package dev.pacer.ingress.routes;

import java.time.Duration;
import java.util.Optional;

/// How the requests of one service are served, where services differ.
///
/// @param accessLog whether each request leaves a line in the service's access log
/// @param requestTimeout the longest that a request may take, from its first byte to its answer's last;
///     empty for no limit but those of [dev.pacer.ingress.IngressTimeouts]
/// @param protocol what the service's instances speak
/// @param maxConcurrency requests that one instance is given at a time
/// @param queueTimeout how long a request waits for an instance with room; empty for the front door's
///     usual time
/// @param packed whether a few instances are kept busy rather than all a little
/// @param onDemand whether there are instances only while there are requests: without any, requests wait
public record RouteOptions(
    boolean accessLog,
    Optional<Duration> requestTimeout,
    Protocol protocol,
    int maxConcurrency,
    Optional<Duration> queueTimeout,
    boolean packed,
    boolean onDemand) {

  private static final int NO_LIMIT = 1 << 20;

  public static final RouteOptions DEFAULT =
      new RouteOptions(
          true, Optional.empty(), Protocol.HTTP1, NO_LIMIT, Optional.empty(), true, false);

  /// What instances speak.
  public enum Protocol {
    HTTP1,
    /// HTTP/2 in clear text with prior knowledge.
    H2C
  }

  public RouteOptions withAccessLog(boolean wanted) {
    return new RouteOptions(
        wanted, requestTimeout, protocol, maxConcurrency, queueTimeout, packed, onDemand);
  }

  public RouteOptions withRequestTimeout(Duration longest) {
    return new RouteOptions(
        accessLog, Optional.of(longest), protocol, maxConcurrency, queueTimeout, packed, onDemand);
  }

  public RouteOptions withProtocol(Protocol other) {
    return new RouteOptions(
        accessLog, requestTimeout, other, maxConcurrency, queueTimeout, packed, onDemand);
  }

  public RouteOptions withMaxConcurrency(int most) {
    return new RouteOptions(
        accessLog, requestTimeout, protocol, most, queueTimeout, packed, onDemand);
  }

  public RouteOptions withQueueTimeout(Duration longest) {
    return new RouteOptions(
        accessLog,
        requestTimeout,
        protocol,
        maxConcurrency,
        Optional.of(longest),
        packed,
        onDemand);
  }

  public RouteOptions withPacked(boolean wanted) {
    return new RouteOptions(
        accessLog, requestTimeout, protocol, maxConcurrency, queueTimeout, wanted, onDemand);
  }

  public RouteOptions withOnDemand(boolean wanted) {
    return new RouteOptions(
        accessLog, requestTimeout, protocol, maxConcurrency, queueTimeout, packed, wanted);
  }
}
