package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;

/// One connection of a client whose TLS is the JDK's or BoringSSL's. What it knows of a session is kept
/// by its context, from one connection to the next.
final class ResumingClient implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CompletableFuture<String> answer = new CompletableFuture<>();
  private final String host;
  private final SslHandler tls;
  private final Channel channel;

  /// Connects and shakes hands.
  ResumingClient(SslContext context, String host, InetSocketAddress address) {
    this.host = host;
    this.tls = context.newHandler(ByteBufAllocator.DEFAULT, host, address.getPort());
    this.channel =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel fresh) {
                    fresh.pipeline().addLast(tls, new Answers());
                  }
                })
            .connect(address)
            .syncUninterruptibly()
            .channel();
    tls.handshakeFuture().syncUninterruptibly();
  }

  static SslContext context(SslProvider provider, String version) throws IOException {
    return SslContextBuilder.forClient()
        .sslProvider(provider)
        .trustManager(TestAuthority.AUTHORITY.certificate())
        .protocols(version)
        .build();
  }

  /// Sends a request and waits for its answer. Session tickets of TLS 1.3 come before it.
  void ask() {
    String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    var _ = channel.writeAndFlush(Unpooled.copiedBuffer(request, ISO_8859_1));
    String _ = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  SSLSession session() {
    return tls.engine().getSession();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    var _ = group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
    group.terminationFuture().syncUninterruptibly();
  }

  private final class Answers extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
      answer.complete(bytes.toString(ISO_8859_1));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      answer.completeExceptionally(new AssertionError("Closed without an answer"));
    }
  }
}
