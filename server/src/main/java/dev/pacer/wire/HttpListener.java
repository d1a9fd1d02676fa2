package dev.pacer.wire;

import dev.pacer.support.ListenException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves HTTP/1.1 on one address. Bytes are read and written on event loops; each whole request is
/// handed to a handler on a virtual thread of its own, as many at once as [HttpLimits] allow.
///
/// Connections are kept alive, `Expect: 100-continue` is answered, a request that is too large, too
/// slow or unreadable is refused with an error body of the AWS JSON protocol and the connection is
/// closed so that the peer can still read it. Whatever a handler throws becomes an InternalFailure.
///
/// Thread-safe.
public final class HttpListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(5);

  private final HttpLimits limits;
  private final HttpTimeouts timeouts;
  private final HttpHandler handler;
  private final InstantSource clock;
  private final EventLoopGroup loops;
  private final Channel channel;
  private final Semaphore inFlight;
  private final Object connectionsChanged = new Object();
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /// Listens at once.
  ///
  /// @param address where; port 0 takes any free one, see [#address()]
  /// @param clock for the `Date` header
  /// @throws ListenException when the address cannot be taken
  public HttpListener(
      InetSocketAddress address,
      HttpLimits limits,
      HttpTimeouts timeouts,
      HttpHandler handler,
      InstantSource clock) {
    this.limits = limits;
    this.timeouts = timeouts;
    this.handler = handler;
    this.clock = clock;
    this.inFlight = new Semaphore(limits.requestsInFlight());
    boolean epoll = Epoll.isAvailable();
    this.loops =
        new MultiThreadIoEventLoopGroup(
            2,
            new DefaultThreadFactory("api-io", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.channel = bind(address, epoll);
  }

  /// Where it listens, with the port really taken.
  public InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  /// Stops with five seconds of patience.
  @Override
  public void close() {
    close(DEFAULT_PATIENCE);
  }

  /// Stops: takes no new connection, closes idle ones, lets requests in flight finish within the
  /// given time and then ends what is left. Handlers that still run are not interrupted; their
  /// answers are dropped. Further calls do nothing.
  public void close(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    stopping = true;
    channel.close().awaitUninterruptibly();
    connections.forEach(HttpConnection::finish);
    awaitConnections(deadline);
    connections.forEach(HttpConnection::abort);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  HttpLimits limits() {
    return limits;
  }

  HttpTimeouts timeouts() {
    return timeouts;
  }

  boolean isStopping() {
    return stopping;
  }

  /// Whether a new connection may stay.
  boolean admit(HttpConnection connection) {
    if (stopping || connections.size() >= limits.connections()) {
      return false;
    }
    return connections.add(connection);
  }

  void forget(HttpConnection connection) {
    connections.remove(connection);
    synchronized (connectionsChanged) {
      connectionsChanged.notifyAll();
    }
  }

  /// Has a request handled on a virtual thread, or refuses it when too many are.
  ///
  /// @param answer called once, on any thread
  void handle(HttpRequest request, Consumer<FullHttpResponse> answer) {
    if (!inFlight.tryAcquire()) {
      answer.accept(
          response(
              ErrorResponses.of(
                  AwsException.serviceUnavailable(
                      "Too many requests are being handled. Try again."))));
      return;
    }
    Thread.ofVirtual()
        .name("api-request")
        .start(() -> {
          FullHttpResponse response = handled(request);
          inFlight.release();
          try {
            answer.accept(response);
          } catch (RejectedExecutionException _) {
            LOG.atDebug().log("An answer came after the listener had stopped");
          }
        });
  }

  FullHttpResponse response(HttpResponse response) {
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(response.body()));
    response.headers().forEach(message.headers()::set);
    message.headers().set(HttpHeaderNames.DATE, DATE.format(clock.instant()));
    if (response.status() != 204 && response.status() != 304) {
      message.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
    }
    return message;
  }

  private FullHttpResponse handled(HttpRequest request) {
    try {
      return response(handler.handle(request));
    } catch (AwsException e) {
      return response(ErrorResponses.of(e));
    } catch (Throwable e) {
      LOG.atError().setCause(e).log("A request failed without an answer of its own");
      return response(ErrorResponses.of(AwsException.internalFailure()));
    }
  }

  private Channel bind(InetSocketAddress address, boolean epoll) {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(new ConnectionInitializer())
            .bind(address)
            .awaitUninterruptibly();
    Throwable cause = bound.cause();
    if (cause != null) {
      var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw ListenException.of(address, cause);
    }
    return bound.channel();
  }

  private void awaitConnections(long deadline) {
    synchronized (connectionsChanged) {
      long left = deadline - System.nanoTime();
      while (!connections.isEmpty() && left > 0) {
        try {
          TimeUnit.NANOSECONDS.timedWait(connectionsChanged, left);
        } catch (InterruptedException _) {
          Thread.currentThread().interrupt();
          return;
        }
        left = deadline - System.nanoTime();
      }
    }
  }

  private final class ConnectionInitializer extends ChannelInitializer<Channel> {

    @Override
    protected void initChannel(Channel accepted) {
      HttpConnection connection = new HttpConnection(HttpListener.this, accepted);
      HttpDecoderConfig decoding =
          new HttpDecoderConfig()
              .setMaxInitialLineLength(limits.headBytes())
              .setMaxHeaderSize(limits.headBytes());
      accepted.pipeline().addLast(new FirstSight(connection), new HttpServerCodec(decoding));
      accepted.pipeline().addLast(connection);
    }
  }

  /// Tells the connection of bytes before the codec makes messages of them: a request that trickles
  /// in must be noticed before its head is whole.
  private static final class FirstSight extends ChannelInboundHandlerAdapter {

    private final HttpConnection connection;

    FirstSight(HttpConnection connection) {
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      connection.bytesArrived();
      context.fireChannelRead(message);
    }
  }
}
