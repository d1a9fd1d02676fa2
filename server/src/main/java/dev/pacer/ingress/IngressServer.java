package dev.pacer.ingress;

import dev.pacer.ingress.access.AccessLog;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.support.ListenException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running front door: takes HTTP/1.1 requests, finds the service by `Host` in the current route
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
  private final Channel listener;
  private boolean closed;

  private IngressServer(
      IngressSettings settings, RouteSlot routes, AccessLog accessLog, InstantSource clock) {
    Transport transport = Transport.choose(settings.nativeTransport());
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
    this.listener = listen(transport);
    loops.values().forEach(IngressLoop::start);
    log.atInfo()
        .addKeyValue("address", httpAddress())
        .addKeyValue("transport", transport.name())
        .addKeyValue("eventLoops", settings.eventLoops())
        .log("Front door is open");
  }

  /// Listens and serves from the time this returns, without an access log.
  ///
  /// @param clock see [#start(IngressSettings, RouteSlot, AccessLog, InstantSource)]
  public static IngressServer start(
      IngressSettings settings, RouteSlot routes, InstantSource clock) {
    return start(settings, routes, AccessLog.NONE, clock);
  }

  /// Listens and serves from the time this returns.
  ///
  /// @param accessLog gets a line for each request of the services that want it; not closed here
  /// @param clock for the `Date` of the front door's own answers and the access log
  /// @throws ListenException when it cannot listen at the address of the settings
  public static IngressServer start(
      IngressSettings settings, RouteSlot routes, AccessLog accessLog, InstantSource clock) {
    return new IngressServer(settings, routes, accessLog, clock);
  }

  /// Where plain HTTP is served, with the real port.
  public InetSocketAddress httpAddress() {
    return (InetSocketAddress) listener.localAddress();
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
    listener.close().syncUninterruptibly();
    loops.values().forEach(loop -> loop.drain(drain.dividedBy(10)));
    boolean drained = awaitNoConnection(drain);
    loops.values().forEach(IngressLoop::closeAll);
    var _ = group.shutdownGracefully(0, LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    var _ = group.terminationFuture().awaitUninterruptibly(LONGEST_STOP.toMillis());
    log.atInfo().addKeyValue("drained", drained).log("Front door is closed");
  }

  private Channel listen(Transport transport) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(transport.listener())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new Door());
    InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause != null) {
      var _ = group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
      throw ListenException.of(address, cause);
    }
    return bound.channel();
  }

  private boolean awaitNoConnection(Duration longest) {
    try {
      return connections.awaitNone(longest);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Lets a client's connection in, or closes it when there are too many.
  private final class Door extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      if (!connections.open()) {
        metrics.connectionRefused();
        var _ = channel.close();
        return;
      }
      metrics.connectionOpened();
      var _ =
          channel
              .closeFuture()
              .addListener(_ -> {
                metrics.connectionClosed();
                connections.close();
              });
      IngressLoop loop = Objects.requireNonNull(loops.get(channel.eventLoop()));
      ClientConnection http1 = new ClientConnection(loop, channel);
      channel.pipeline().addLast(new PrefaceDetector(loop, channel, http1), http1);
    }
  }
}
