package dev.pacer.ingress;

import dev.pacer.ingress.http1.MessageLimits;

/// How much the front door takes on at once.
///
/// @param message sizes within one request or response
/// @param connections open client connections; one beyond that is closed as soon as it is accepted
/// @param idleUpstreamConnections kept-alive connections to one backend, per event loop
/// @param waitingRequests requests of one service that may wait for an instance with room
/// @param leastBodyRate bytes a second, over [IngressTimeouts#stall], that a client has to send of a
///     request's body while the instance waits for it; 0 for any. Not while the answer is under way, nor
///     for services of HTTP/2, whose streams may be silent
/// @param http2 what one connection of HTTP/2 may ask for
public record IngressLimits(
    MessageLimits message,
    int connections,
    int idleUpstreamConnections,
    int waitingRequests,
    int leastBodyRate,
    Http2Limits http2) {

  /// 20 000 connections, 256 idle ones per backend and event loop, 10 000 waiting requests, 100 bytes a
  /// second.
  public static final IngressLimits DEFAULTS =
      new IngressLimits(MessageLimits.DEFAULTS, 20_000, 256, 10_000, 100, Http2Limits.DEFAULTS);

  public IngressLimits {
    if (connections < 1 || idleUpstreamConnections < 0 || leastBodyRate < 0) {
      throw new IllegalArgumentException(
          "Ingress limits are too small: connections %d (least 1), idleUpstreamConnections %d (0), leastBodyRate %d (0)"
              .formatted(connections, idleUpstreamConnections, leastBodyRate));
    }
  }

  public IngressLimits withConnections(int most) {
    return new IngressLimits(
        message, most, idleUpstreamConnections, waitingRequests, leastBodyRate, http2);
  }

  public IngressLimits withWaitingRequests(int most) {
    return new IngressLimits(
        message, connections, idleUpstreamConnections, most, leastBodyRate, http2);
  }

  public IngressLimits withLeastBodyRate(int bytesPerSecond) {
    return new IngressLimits(
        message, connections, idleUpstreamConnections, waitingRequests, bytesPerSecond, http2);
  }

  public IngressLimits withHttp2(Http2Limits other) {
    return new IngressLimits(
        message, connections, idleUpstreamConnections, waitingRequests, leastBodyRate, other);
  }
}
