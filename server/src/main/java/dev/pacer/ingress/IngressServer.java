package dev.pacer.ingress;

import dev.pacer.ingress.access.AccessLog;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.ingress.tls.Certificates;
import dev.pacer.ingress.tls.TlsContexts;
import dev.pacer.ingress.tls.TlsSettings;
import dev.pacer.support.ListenException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running front door: takes requests of HTTP, in the clear or by TLS, finds the service by `Host` in the current route
/// table and passes each to the service's least busy instance. Safe for any thread; the methods may
/// block and are not for event loops.
public final class IngressServer {
  private static final Logger log = LoggerFactory.getLogger(IngressServer.class);

  /// How much of a message is held for a receiver that is slower than its sender.
  static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 128 * 1024);

  private static final int BACKLOG = 4096;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final IngressSettings settings;
  private final RouteSlot routes;
  private final AccessLog accessLog;
  private final IngressMetrics metrics = new IngressMetrics();
  private final Connections connections;
  private final MultiThreadIoEventLoopGroup group;
  private final IdentityHashMap<EventLoop, IngressLoop> loops = new IdentityHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(new DefaultThreadFactory("ingress-tls", true));
  private final List<Channel> listeners;
  private boolean closed;

  private IngressServer(
      IngressSettings settings,
      RouteSlot routes,
      Optional<Certificates> certificates,
      AccessLog accessLog,
      InstantSource clock) {
    Transport transport = Transport.choose(settings.nativeTransport());
    TlsSettings tls = new TlsSettings(settings.nativeTls());
    this.settings = settings;
    this.routes = routes;
    this.accessLog = accessLog;
    this.connections = new Connections(settings.limits().connections());
    this.group =
        new MultiThreadIoEventLoopGroup(
            settings.eventLoops(), new DefaultThreadFactory("ingress", true), transport.events());
    for (EventExecutor executor : group) {
      EventLoop eventLoop = (EventLoop) executor;
      loops.put(
          eventLoop,
          new IngressLoop(eventLoop, transport, settings, routes, metrics, accessLog, clock));
    }
    this.listeners =
        certificates
            .map(source -> listenForBoth(transport, new TlsContexts(source, tls, worker)))
            .orElseGet(() -> listenForPlain(transport));
    loops.values().forEach(IngressLoop::start);
    log.atInfo()
        .addKeyValue("address", httpAddress())
        .addKeyValue("https", certificates.map(_ -> httpsAddress()).orElse(null))
        .addKeyValue("transport", transport.name())
        .addKeyValue("tls", tls.provider())
        .addKeyValue("eventLoops", settings.eventLoops())
        .log("Front door is open");
  }

  /// Listens and serves from the time this returns, in the clear only and without an access log.
  ///
  /// @param clock for the `Date` of the front door's own answers
  /// @throws ListenException when it cannot listen at the address of the settings
  public static IngressServer start(
      IngressSettings settings, RouteSlot routes, InstantSource clock) {
    return start(settings, routes, Optional.empty(), AccessLog.NONE, clock);
  }

  /// Listens and serves from the time this returns.
  ///
  /// @param certificates presented in handshakes; without them there is no HTTPS
  /// @param accessLog gets a line for each request of the services that want it; not closed here
  /// @param clock for the `Date` of the front door's own answers and the access log
  /// @throws ListenException when it cannot listen at the addresses of the settings
  public static IngressServer start(
      IngressSettings settings,
      RouteSlot routes,
      Optional<Certificates> certificates,
      AccessLog accessLog,
      InstantSource clock) {
    return new IngressServer(settings, routes, certificates, accessLog, clock);
  }

  /// Where HTTP is served, with the real port; and HTTPS too, if it is served at all.
  public InetSocketAddress httpAddress() {
    return (InetSocketAddress) listeners.getFirst().localAddress();
  }

  /// Where HTTPS alone is served, with the real port.
  ///
  /// @throws IllegalStateException when it is served nowhere
  public InetSocketAddress httpsAddress() {
    if (listeners.size() < 2) {
      throw new IllegalStateException("This front door has no HTTPS");
    }
    return (InetSocketAddress) listeners.getLast().localAddress();
  }

  public IngressMetrics metrics() {
    return metrics;
  }

  /// All counters in Prometheus's text format, those of services and instances among them.
  public String exposition() {
    return Exposition.of(metrics, routes.current(), accessLog.dropped());
  }

  /// Whether every answer from now on is its connection's last.
  boolean isDraining() {
    return loops.values().stream().allMatch(IngressLoop::isDraining);
  }

  /// Stops accepting, answers what is in flight, says so in each connection's last answer, and closes.
  /// Idle connections are closed after a tenth of the time. Another call waits
  /// for the first one's end and does nothing.
  ///
  /// @param drain how long requests in flight may take; they are cut after that
  public synchronized void close(Duration drain) {
    if (closed) {
      return;
    }
    closed = true;
    listeners.forEach(listener -> listener.close().syncUninterruptibly());
    loops.values().forEach(loop -> loop.drain(drain.dividedBy(10)));
    boolean drained = awaitNoConnection(drain);
    // All of them before any loop stops, which would close its sockets without a word.
    List<Future<?>> told = new ArrayList<>();
    loops.values().forEach(loop -> told.add(loop.closeAll()));
    told.forEach(each -> each.awaitUninterruptibly(LONGEST_STOP.toMillis()));
    stopLoops();
    log.atInfo().addKeyValue("drained", drained).log("Front door is closed");
  }

  private List<Channel> listenForPlain(Transport transport) {
    return List.of(
        listen(transport, settings.port(), new Door.Welcome(Arrival.PLAIN, null, false)));
  }

  private List<Channel> listenForBoth(Transport transport, TlsContexts tls) {
    Channel https =
        listen(
            transport,
            settings.httpsPort(),
            new Door.Welcome(Arrival.PLAIN_AT_HTTPS_PORT, tls, true));
    int httpsPort = ((InetSocketAddress) https.localAddress()).getPort();
    Arrival plain =
        switch (settings.plainHttp()) {
          case SERVE -> Arrival.PLAIN;
          case REDIRECT -> Arrival.redirectedTo(httpsPort);
        };
    return List.of(listen(transport, settings.port(), new Door.Welcome(plain, tls, false)), https);
  }

  private Channel listen(Transport transport, int port, Door.Welcome welcome) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(transport.listener())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new Door(loops, connections, metrics, welcome));
    InetSocketAddress address = new InetSocketAddress(settings.host(), port);
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause != null) {
      stopLoops();
      throw ListenException.of(address, cause);
    }
    return bound.channel();
  }

  private void stopLoops() {
    var _ = group.shutdownGracefully(0, LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    var _ = group.terminationFuture().awaitUninterruptibly(LONGEST_STOP.toMillis());
    worker.shutdownNow();
  }

  private boolean awaitNoConnection(Duration longest) {
    try {
      return connections.awaitNone(longest);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
