package dev.pacer.ingress;

import java.time.Duration;
import java.util.stream.Stream;

/// How long the front door waits. They are checked by a clock that ticks coarsely, so each may last up
/// to a tick longer, see [#tick].
///
/// @param connect for a connection to an instance
/// @param head from a request's first byte to the end of its head, or to the first byte on a new
///     connection
/// @param keepAlive for the next request on a client's connection
/// @param fresh since the last answer on a connection to an instance, for a request that must not be sent
///     twice; after that it gets a new one. Applications close what is unused, the impatient ones after two
///     seconds, and nobody knows what became of a request that met the end. Zero never reuses any.
/// @param upstreamIdle before an unused connection to an instance is closed
/// @param firstByte without any progress of a request that is sent whole, until its answer begins
/// @param stall without any progress, in either direction, of a request or an answer that is on its way
/// @param tunnel the same after a switch to another protocol, such as a WebSocket
/// @param queue for an instance with room for one more request
/// @param handshake from a client's first byte of TLS to the end of the handshake
public record IngressTimeouts(
    Duration connect,
    Duration head,
    Duration keepAlive,
    Duration fresh,
    Duration upstreamIdle,
    Duration firstByte,
    Duration stall,
    Duration tunnel,
    Duration handshake,
    Duration queue) {

  // Before DEFAULTS, which is checked against them.
  private static final Duration LONGEST_TICK = Duration.ofSeconds(1);
  private static final Duration SHORTEST_TICK = Duration.ofMillis(10);

  public static final IngressTimeouts DEFAULTS =
      new IngressTimeouts(
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(1),
          Duration.ofSeconds(55),
          Duration.ofSeconds(300),
          Duration.ofSeconds(300),
          Duration.ofHours(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  public IngressTimeouts {
    if (Stream.of(
            connect, head, keepAlive, upstreamIdle, firstByte, stall, tunnel, handshake, queue)
        .anyMatch(timeout -> timeout.compareTo(SHORTEST_TICK) < 0)) {
      throw new IllegalArgumentException(
          "Every ingress timeout is at least %d ms: connect %s, head %s, keepAlive %s, upstreamIdle %s, firstByte %s, stall %s, tunnel %s, handshake %s, queue %s"
              .formatted(
                  SHORTEST_TICK.toMillis(),
                  connect,
                  head,
                  keepAlive,
                  upstreamIdle,
                  firstByte,
                  stall,
                  tunnel,
                  handshake,
                  queue));
    }
  }

  public IngressTimeouts withConnect(Duration wait) {
    return new IngressTimeouts(
        wait, head, keepAlive, fresh, upstreamIdle, firstByte, stall, tunnel, handshake, queue);
  }

  public IngressTimeouts withHead(Duration wait) {
    return new IngressTimeouts(
        connect, wait, keepAlive, fresh, upstreamIdle, firstByte, stall, tunnel, handshake, queue);
  }

  public IngressTimeouts withKeepAlive(Duration wait) {
    return new IngressTimeouts(
        connect, head, wait, fresh, upstreamIdle, firstByte, stall, tunnel, handshake, queue);
  }

  public IngressTimeouts withFresh(Duration time) {
    return new IngressTimeouts(
        connect, head, keepAlive, time, upstreamIdle, firstByte, stall, tunnel, handshake, queue);
  }

  public IngressTimeouts withUpstreamIdle(Duration wait) {
    return new IngressTimeouts(
        connect, head, keepAlive, fresh, wait, firstByte, stall, tunnel, handshake, queue);
  }

  public IngressTimeouts withFirstByte(Duration wait) {
    return new IngressTimeouts(
        connect, head, keepAlive, fresh, upstreamIdle, wait, stall, tunnel, handshake, queue);
  }

  public IngressTimeouts withStall(Duration wait) {
    return new IngressTimeouts(
        connect, head, keepAlive, fresh, upstreamIdle, firstByte, wait, tunnel, handshake, queue);
  }

  public IngressTimeouts withTunnel(Duration wait) {
    return new IngressTimeouts(
        connect, head, keepAlive, fresh, upstreamIdle, firstByte, stall, wait, handshake, queue);
  }

  public IngressTimeouts withHandshake(Duration wait) {
    return new IngressTimeouts(
        connect, head, keepAlive, fresh, upstreamIdle, firstByte, stall, tunnel, wait, queue);
  }

  public IngressTimeouts withQueue(Duration wait) {
    return new IngressTimeouts(
        connect, head, keepAlive, fresh, upstreamIdle, firstByte, stall, tunnel, handshake, wait);
  }

  /// How often an event loop looks at its connections: a quarter of the shortest timeout, between
  /// 10 ms and a second.
  Duration tick() {
    Duration quarter =
        Stream.of(head, keepAlive, upstreamIdle, firstByte, stall, tunnel, handshake, queue)
            .min(Duration::compareTo)
            .orElseThrow()
            .dividedBy(4);
    if (quarter.compareTo(SHORTEST_TICK) < 0) {
      return SHORTEST_TICK;
    }
    return quarter.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : quarter;
  }
}
