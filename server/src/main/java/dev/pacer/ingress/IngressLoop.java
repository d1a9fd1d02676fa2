package dev.pacer.ingress;

import dev.pacer.ingress.access.AccessLog;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;
import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.ingress.routes.RouteSlot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What the connections of one event loop share. A client's connection and those to instances that
/// serve it are on one loop, so nothing here is locked; only the loop's own thread may call it, but for
/// the methods that say otherwise.
final class IngressLoop {
  /// Parsers are kept for the heads that arrive at once, not for the most that ever did.
  private static final int MOST_SPARE_PARSERS = 64;

  private final EventLoop eventLoop;
  private final IngressSettings settings;
  private final RouteSlot routes;
  private final InstantSource clock;
  private final IngressMetrics metrics;
  private final AccessLog accessLog;
  private final UpstreamPool pool;
  private final Http2Upstreams http2Upstreams;
  private final RequestIds requestIds = new RequestIds();
  private final ByteBuf scratch = Unpooled.buffer(4096);
  private final Timeouts timeouts;
  private final List<LoopClient> clients = new ArrayList<>();
  private final ArrayDeque<RequestHeadParser> requestHeads = new ArrayDeque<>();
  private final ArrayDeque<ResponseHeadParser> responseHeads = new ArrayDeque<>();
  private long now = System.nanoTime();
  private volatile boolean draining;
  private boolean closingIdle;
  private boolean closed;

  IngressLoop(
      EventLoop eventLoop,
      Transport transport,
      IngressSettings settings,
      RouteSlot routes,
      IngressMetrics metrics,
      AccessLog accessLog,
      InstantSource clock) {
    this.eventLoop = eventLoop;
    this.settings = settings;
    this.routes = routes;
    this.clock = clock;
    this.metrics = metrics;
    this.accessLog = accessLog;
    this.timeouts = Timeouts.of(settings.timeouts());
    this.pool = new UpstreamPool(this, transport);
    this.http2Upstreams = new Http2Upstreams(this, transport);
  }

  /// Nanoseconds each timeout lasts, unpacked for the comparisons of every tick.
  record Timeouts(
      long head,
      long keepAlive,
      long fresh,
      long upstreamIdle,
      long firstByte,
      long stall,
      long tunnel,
      long handshake,
      long queue) {
    static Timeouts of(IngressTimeouts timeouts) {
      return new Timeouts(
          timeouts.head().toNanos(),
          timeouts.keepAlive().toNanos(),
          timeouts.fresh().toNanos(),
          timeouts.upstreamIdle().toNanos(),
          timeouts.firstByte().toNanos(),
          timeouts.stall().toNanos(),
          timeouts.tunnel().toNanos(),
          timeouts.handshake().toNanos(),
          timeouts.queue().toNanos());
    }
  }

  /// Starts the coarse clock. Any thread.
  void start() {
    long period = settings.timeouts().tick().toNanos();
    var _ = eventLoop.scheduleAtFixedRate(this::tick, period, period, TimeUnit.NANOSECONDS);
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  RouteSlot routes() {
    return routes;
  }

  IngressLimits limits() {
    return settings.limits();
  }

  Duration connectTimeout() {
    return settings.timeouts().connect();
  }

  Timeouts timeouts() {
    return timeouts;
  }

  IngressMetrics metrics() {
    return metrics;
  }

  AccessLog accessLog() {
    return accessLog;
  }

  /// The connections to instances that speak that protocol.
  Upstreams upstreams(RouteOptions.Protocol protocol) {
    return switch (protocol) {
      case HTTP1 -> pool;
      case H2C -> http2Upstreams;
    };
  }

  UpstreamPool pool() {
    return pool;
  }

  /// A buffer for what is read again before anything else runs; empty.
  ByteBuf scratch() {
    return scratch.clear();
  }

  RequestIds requestIds() {
    return requestIds;
  }

  /// The reply to a request that is refused before it is known where it leads. Counts it.
  OwnReply refuse(OwnAnswer own) {
    metrics.refused(own);
    RequestId id = new RequestId();
    requestIds.renew(id);
    return OwnReply.to(new byte[0], id, own);
  }

  /// The coarse clock in nanoseconds: only differences mean something.
  long now() {
    return now;
  }

  Instant instant() {
    return clock.instant();
  }

  /// Whether every answer from now on is its connection's last. Any thread.
  boolean isDraining() {
    return draining;
  }

  /// Whether connections are closed that have nothing to answer.
  boolean isClosingIdle() {
    return closingIdle;
  }

  /// Whether requests are cut because the server stops.
  boolean isClosed() {
    return closed;
  }

  RequestHeadParser borrowRequestHead() {
    RequestHeadParser spare = requestHeads.pollLast();
    return spare == null ? new RequestHeadParser(limits().message()) : spare;
  }

  void giveBack(RequestHeadParser head) {
    head.clear();
    if (requestHeads.size() < MOST_SPARE_PARSERS) {
      requestHeads.addLast(head);
    }
  }

  ResponseHeadParser borrowResponseHead() {
    ResponseHeadParser spare = responseHeads.pollLast();
    return spare == null ? new ResponseHeadParser(limits().message()) : spare;
  }

  void giveBack(ResponseHeadParser head) {
    head.clear();
    if (responseHeads.size() < MOST_SPARE_PARSERS) {
      responseHeads.addLast(head);
    }
  }

  void add(LoopClient client) {
    client.placeInLoop(clients.size());
    clients.add(client);
    if (closingIdle) {
      client.closeIfIdle();
    }
  }

  /// Takes a connection off the list by moving the last one to its place.
  void remove(LoopClient client) {
    LoopClient last = clients.removeLast();
    int place = client.placeInLoop();
    if (place < clients.size()) {
      clients.set(place, last);
      last.placeInLoop(place);
    }
  }

  /// Tells every client with its next answer that it is the connection's last, and closes idle
  /// connections a little later: a client that sends as its connection is closed would have lost its
  /// request. Any thread.
  ///
  /// @param lastChance for idle clients to send once more
  void drain(Duration lastChance) {
    eventLoop.execute(() -> draining = true);
    var _ = eventLoop.schedule(this::closeIdle, lastChance.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Closes every connection. Any thread.
  ///
  /// @return done when every connection was told so
  Future<?> closeAll() {
    return eventLoop.submit(() -> {
      draining = true;
      closingIdle = true;
      closed = true;
      for (int i = clients.size() - 1; i >= 0; i--) {
        clients.get(i).close();
      }
      pool.closeAll();
      http2Upstreams.closeAll();
    });
  }

  private void closeIdle() {
    closingIdle = true;
    // From the end, because a connection that closes takes itself off the list.
    for (int i = clients.size() - 1; i >= 0; i--) {
      clients.get(i).closeIfIdle();
    }
  }

  private void tick() {
    now = System.nanoTime();
    for (int i = clients.size() - 1; i >= 0; i--) {
      clients.get(i).tick(now);
    }
    pool.tick(now);
    http2Upstreams.tick(now);
  }
}
