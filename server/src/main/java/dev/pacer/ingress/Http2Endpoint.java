package dev.pacer.ingress;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This side of a connection of HTTP/2 (RFC 9113), whoever the other is. Frames, header compression and
/// their checks are Netty's.
abstract class Http2Endpoint extends Http2ConnectionHandler {
  private static final Logger log = LoggerFactory.getLogger(Http2Endpoint.class);

  private final IngressLoop loop;
  private @Nullable ChannelHandlerContext context;
  private boolean flushDue;

  Http2Endpoint(
      IngressLoop loop,
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings) {
    super(decoder, encoder, settings);
    this.loop = loop;
    // How long the last streams may take is for the front door's own drain to say.
    gracefulShutdownTimeoutMillis(-1);
  }

  final IngressLoop loop() {
    return loop;
  }

  final ChannelHandlerContext context() {
    return Objects.requireNonNull(context);
  }

  /// Flushes once all events of this turn of the loop are handled.
  final void flushSoon() {
    if (!flushDue) {
      flushDue = true;
      loop.eventLoop().execute(this::flushNow);
    }
  }

  /// Lets the other side send that much more on a stream.
  final void consumed(Http2Stream stream, int bytes) {
    Http2LocalFlowController window = connection().local().flowController();
    try {
      if (bytes > 0 && window.consumeBytes(stream, bytes)) {
        flushSoon();
      }
    } catch (Http2Exception failure) {
      onError(context(), true, failure);
    }
  }

  /// Ends a stream before its time.
  final void reset(Http2Stream stream, Http2Error reason) {
    ChannelHandlerContext out = context();
    var _ = resetStream(out, stream.id(), reason.code(), out.newPromise());
    flushSoon();
  }

  /// Says GOAWAY, lets open streams go on to their ends and closes then.
  final void closeGracefully() {
    // Through this handler itself.
    var _ = context().channel().close();
  }

  final void closeNow() {
    var _ = context().close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    context = added;
    super.handlerAdded(added);
    if (added.channel().isActive()) {
      widenWindow();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext active) throws Exception {
    super.channelActive(active);
    widenWindow();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) throws Exception {
    if (cause instanceof IOException) {
      log.atDebug().addKeyValue("cause", cause.getMessage()).log("Connection failed");
      closeNow();
    } else {
      super.exceptionCaught(failed, cause);
    }
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext failed, boolean outbound, Throwable cause, Http2Exception error) {
    if (error == null && !(cause instanceof IOException)) {
      log.atError().setCause(cause).log("Serving a connection failed");
    }
    super.onConnectionError(failed, outbound, cause, error);
  }

  /// All streams together may hold more than the 64 KiB that a connection begins with.
  private void widenWindow() throws Http2Exception {
    Http2LocalFlowController window = connection().local().flowController();
    Http2Stream whole = connection().connectionStream();
    int wider = loop.limits().http2().connectionWindow() - window.windowSize(whole);
    if (wider > 0) {
      window.incrementWindowSize(whole, wider);
      flushSoon();
    }
  }

  private void flushNow() {
    flushDue = false;
    flush(context());
  }
}
