package dev.pacer.ingress;

import dev.pacer.certificates.CertifiedKey;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits with a client of TLS for the end of the handshake, not too long, and makes way for the HTTP that
/// they agreed on.
final class TlsDoorstep extends ChannelInboundHandlerAdapter implements LoopClient {
  private static final Logger log = LoggerFactory.getLogger(TlsDoorstep.class);

  private final IngressLoop loop;
  private final SocketChannel channel;
  private final long since;
  private @Nullable String serverName;
  private @Nullable CertifiedKey certificate;
  private boolean failed;
  private int placeInLoop;

  TlsDoorstep(IngressLoop loop, SocketChannel channel) {
    this.loop = loop;
    this.channel = channel;
    this.since = loop.now();
  }

  /// Notes what the client asked for, and which certificate it is shown.
  void presents(@Nullable String host, CertifiedKey shown) {
    serverName = host;
    certificate = shown;
  }

  /// There will be no handshake.
  void failed(Throwable cause) {
    log.atDebug().addKeyValue("cause", cause.getMessage()).log("TLS handshake failed");
    giveUp();
  }

  @Override
  public int placeInLoop() {
    return placeInLoop;
  }

  @Override
  public void placeInLoop(int place) {
    placeInLoop = place;
  }

  @Override
  public void tick(long now) {
    if (now - since > loop.timeouts().handshake() && channel.isActive()) {
      giveUp();
    }
  }

  @Override
  public void closeIfIdle() {
    close();
  }

  @Override
  public void close() {
    var _ = channel.close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    loop.add(this);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    loop.remove(this);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        enter(context);
      } else {
        failed(handshake.cause());
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The handshake's own failures were told by their event.
    log.atDebug().addKeyValue("cause", cause.getMessage()).log("TLS connection failed");
    close();
  }

  private void giveUp() {
    if (!failed) {
      failed = true;
      loop.metrics().handshakeFailed();
    }
    close();
  }

  private void enter(ChannelHandlerContext context) {
    loop.metrics().handshakeDone();
    Arrival arrival = Arrival.byTls(serverName, Objects.requireNonNull(certificate));
    ChannelPipeline pipeline = context.pipeline();
    String protocol = pipeline.get(SslHandler.class).applicationProtocol();
    if (ApplicationProtocolNames.HTTP_2.equals(protocol)) {
      pipeline.addLast(Http2ClientConnectionBuilder.connection(loop, channel, arrival));
    } else {
      pipeline.addLast(new ClientConnection(loop, channel, arrival));
      context.fireChannelActive();
    }
    pipeline.remove(this);
  }
}
