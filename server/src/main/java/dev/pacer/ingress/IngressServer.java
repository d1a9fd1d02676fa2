package dev.pacer.ingress;

import dev.pacer.ingress.routes.RouteSlot;
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
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The front door: listens, and serves each connection on one event loop to its end.
///
/// It reads the route table anew for every request and needs nothing else of the control plane.
public final class IngressServer {
  static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 128 * 1024);
  private static final int BACKLOG = 4096;

  private final MultiThreadIoEventLoopGroup group;
  private final Map<EventLoop, IngressLoop> loops;
  private final Connections connections;
  private final IngressMetrics metrics;
  private final Channel listener;

  private IngressServer(
      MultiThreadIoEventLoopGroup group,
      Map<EventLoop, IngressLoop> loops,
      Connections connections,
      IngressMetrics metrics,
      Channel listener) {
    this.group = group;
    this.loops = loops;
    this.connections = connections;
    this.metrics = metrics;
    this.listener = listener;
  }

  /// Listens at once.
  ///
  /// @throws ListenException when the address cannot be taken
  public static IngressServer start(IngressSettings settings, RouteSlot routes) {
    Transport transport = Transport.choose(settings.nativeTransport());
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            settings.eventLoops(), new DefaultThreadFactory("ingress", true), transport.events());
    IngressMetrics metrics = new IngressMetrics();
    Map<EventLoop, IngressLoop> loops = new HashMap<>();
    for (EventExecutor executor : group) {
      EventLoop eventLoop = (EventLoop) executor;
      loops.put(
          eventLoop,
          new IngressLoop(eventLoop, transport, settings, routes, metrics, Clock.systemUTC()));
    }
    Connections connections = new Connections(settings.limits().connections());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(group)
            .channelFactory(() -> newListener(transport))
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new Accepting(loops, connections, metrics));
    Channel listener = bind(bootstrap, settings, group);
    loops.values().forEach(IngressLoop::start);
    return new IngressServer(group, loops, connections, metrics, listener);
  }

  /// Where plain HTTP is served, with the port really taken.
  public InetSocketAddress httpAddress() {
    return (InetSocketAddress) listener.localAddress();
  }

  public IngressMetrics metrics() {
    return metrics;
  }

  /// Stops using kept-alive connections to an instance. Any thread.
  public void forget(InetSocketAddress backend) {
    loops.values().forEach(loop -> loop.forget(backend));
  }

  /// Stops: takes no new connection, closes idle ones, lets requests in flight end within the given
  /// time, and cuts what is left. Any thread; further calls do nothing.
  public void close(Duration patience) {
    listener.close().awaitUninterruptibly();
    loops.values().forEach(IngressLoop::drain);
    try {
      connections.awaitNone(patience);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    loops.values().forEach(IngressLoop::closeAll);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private static io.netty.channel.ServerChannel newListener(Transport transport) {
    try {
      return transport.listener().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("no listener for " + transport.name(), failure);
    }
  }

  private static Channel bind(
      ServerBootstrap bootstrap, IngressSettings settings, MultiThreadIoEventLoopGroup group) {
    ChannelFuture bound = bootstrap.bind(settings.host(), settings.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      throw new ListenException(settings.host(), settings.port(), bound.cause());
    }
    return bound.channel();
  }

  /// Takes connections in, as many as the limit allows.
  private static final class Accepting extends ChannelInitializer<SocketChannel> {
    private final Map<EventLoop, IngressLoop> loops;
    private final Connections connections;
    private final IngressMetrics metrics;

    Accepting(Map<EventLoop, IngressLoop> loops, Connections connections, IngressMetrics metrics) {
      this.loops = loops;
      this.connections = connections;
      this.metrics = metrics;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      IngressLoop loop = loops.get(channel.eventLoop());
      if (loop == null || !connections.open()) {
        metrics.connectionRefused();
        var _ = channel.close();
        return;
      }
      channel.pipeline().addLast(new ClientConnection(loop, connections, channel));
    }
  }
}
