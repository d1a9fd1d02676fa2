package dev.pacer.ingress;

import dev.pacer.ingress.tls.TlsContexts;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lets the clients of one port in, each to its event loop, unless there are too many.
final class Door extends ChannelInitializer<SocketChannel> {
  private final Map<EventLoop, IngressLoop> loops;
  private final Connections connections;
  private final IngressMetrics metrics;
  private final Welcome welcome;

  Door(
      Map<EventLoop, IngressLoop> loops,
      Connections connections,
      IngressMetrics metrics,
      Welcome welcome) {
    this.loops = loops;
    this.connections = connections;
    this.metrics = metrics;
    this.welcome = welcome;
  }

  /// How a port takes its clients.
  ///
  /// @param plain what becomes of those that speak HTTP in the clear
  /// @param tls for those that speak TLS; null when nobody does
  /// @param tlsExpected whether TLS is the rule
  record Welcome(Arrival plain, @Nullable TlsContexts tls, boolean tlsExpected) {}

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
    TlsContexts tls = welcome.tls();
    ChannelPipeline pipeline = channel.pipeline();
    if (tls == null) {
      addPlain(loop, channel);
    } else if (welcome.tlsExpected()) {
      pipeline.addLast(new FirstByte(true, () -> addPlain(loop, channel)));
      addTls(tls, loop, channel);
    } else {
      pipeline.addLast(new FirstByte(false, () -> addTls(tls, loop, channel)));
      addPlain(loop, channel);
    }
  }

  private void addPlain(IngressLoop loop, SocketChannel channel) {
    ClientConnection http1 = new ClientConnection(loop, channel, welcome.plain());
    // Who is not served in one version is not in the other: HTTP/1.1 can say so to anyone.
    if (welcome.plain().equals(Arrival.PLAIN)) {
      channel.pipeline().addLast(new PrefaceDetector(loop, channel, http1));
    }
    channel.pipeline().addLast(http1);
  }

  private static void addTls(TlsContexts tls, IngressLoop loop, SocketChannel channel) {
    TlsDoorstep doorstep = new TlsDoorstep(loop, channel);
    channel.pipeline().addLast(new ServerNames(tls, doorstep), doorstep);
  }
}
