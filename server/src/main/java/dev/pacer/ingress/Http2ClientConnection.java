package dev.pacer.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection of HTTP/2 (RFC 9113), each stream of which has an [Exchange] of its own.
/// Frames, header compression and their checks are Netty's.
final class Http2ClientConnection extends Http2ConnectionHandler implements LoopClient {
  private static final Logger log = LoggerFactory.getLogger(Http2ClientConnection.class);

  private final IngressLoop loop;
  private final SocketChannel channel;
  private final byte[] forwardedLines;
  private final Http2Connection.PropertyKey streamKey;
  private final StreamHistory history = new StreamHistory();
  private final ArrayDeque<Http2ClientStream> spare = new ArrayDeque<>();
  private final List<Http2ClientStream> unflushed = new ArrayList<>();
  private @Nullable ChannelHandlerContext context;
  private boolean inReadBurst;
  private boolean flushDue;
  private boolean endAnnounced;
  private long since;
  private int placeInLoop;

  Http2ClientConnection(
      IngressLoop loop,
      SocketChannel channel,
      String scheme,
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings) {
    super(decoder, encoder, settings);
    this.loop = loop;
    this.channel = channel;
    this.forwardedLines = HeadWriter.forwardedLines(ClientAddress.text(channel), scheme);
    this.streamKey = connection().newKey();
    this.since = loop.now();
    // How long the last streams may take is for the front door's own drain to say.
    gracefulShutdownTimeoutMillis(-1);
    decoder.frameListener(new Frames());
    connection().addListener(new Ends());
    encoder.flowController().listener(this::writabilityChanged);
  }

  byte[] forwardedLines() {
    return forwardedLines;
  }

  ChannelHandlerContext context() {
    return Objects.requireNonNull(context);
  }

  /// Flushes to the client once all events of this turn of the loop are handled.
  void flushSoon() {
    if (!flushDue) {
      flushDue = true;
      loop.eventLoop().execute(this::flushNow);
    }
  }

  /// Flushes a stream's request to its instance, at the end of a burst of reading.
  void flushUpstream(Http2ClientStream stream) {
    if (inReadBurst) {
      unflushed.add(stream);
    } else {
      stream.flushUpstream();
    }
  }

  /// Lets the client send that much more of a request.
  void consumed(Http2Stream stream, int bytes) {
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
  void reset(Http2Stream stream, Http2Error reason) {
    ChannelHandlerContext out = context();
    var _ = resetStream(out, stream.id(), reason.code(), out.newPromise());
    flushSoon();
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
    if (connection().numActiveStreams() > 0) {
      since = now;
      tickStreams(now);
    } else if (now - since > loop.timeouts().keepAlive()) {
      closeIfIdle();
    }
  }

  /// Streams that are open go on to their ends; the client opens no other here.
  @Override
  public void closeIfIdle() {
    if (!endAnnounced) {
      endAnnounced = true;
      // Through this handler, which says GOAWAY and waits for the streams.
      var _ = channel.close();
    }
  }

  @Override
  public void close() {
    var _ = context().close();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    context = added;
    super.handlerAdded(added);
    widenWindow();
    loop.add(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext read, Object message) throws Exception {
    inReadBurst = true;
    super.channelRead(read, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext read) throws Exception {
    inReadBurst = false;
    unflushed.forEach(Http2ClientStream::flushUpstream);
    unflushed.clear();
    super.channelReadComplete(read);
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) throws Exception {
    loop.remove(this);
    super.channelInactive(inactive);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) throws Exception {
    if (cause instanceof IOException) {
      log.atDebug().addKeyValue("cause", cause.getMessage()).log("Client connection failed");
      close();
    } else {
      super.exceptionCaught(failed, cause);
    }
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext failed, boolean outbound, Throwable cause, Http2Exception error) {
    if (error == null && !(cause instanceof IOException)) {
      log.atError().setCause(cause).log("Serving a client connection failed");
    }
    super.onConnectionError(failed, outbound, cause, error);
  }

  /// Where Netty is milder, or names another error, than RFC 9113 sections 5.1 and 5.1.1.
  @Override
  protected void onStreamError(
      ChannelHandlerContext failed,
      boolean outbound,
      Throwable cause,
      Http2Exception.StreamException error) {
    int id = error.streamId();
    Http2Stream stream = connection().stream(id);
    if (outbound) {
      super.onStreamError(failed, true, cause, error);
    } else if (stream != null && error.error() == Http2Error.PROTOCOL_ERROR && isReceived(stream)) {
      reset(stream, Http2Error.STREAM_CLOSED);
    } else if (stream == null
        && error.error() == Http2Error.STREAM_CLOSED
        && !history.wasReset(id)) {
      Http2Error code = history.wasOpen(id) ? Http2Error.STREAM_CLOSED : Http2Error.PROTOCOL_ERROR;
      onConnectionError(
          failed, false, cause, Http2Exception.connectionError(code, "Stream %d is over", id));
    } else {
      super.onStreamError(failed, false, cause, error);
    }
  }

  private boolean isReceived(Http2Stream stream) {
    Http2ClientStream client = stream.getProperty(streamKey);
    return client != null && client.isReceived();
  }

  private void flushNow() {
    flushDue = false;
    flush(context());
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

  private void tickStreams(long now) {
    try {
      var _ =
          connection()
              .forEachActiveStream(stream -> {
                Http2ClientStream client = stream.getProperty(streamKey);
                if (client != null) {
                  client.tick(now);
                }
                return true;
              });
    } catch (Http2Exception failure) {
      onError(context(), true, failure);
    }
  }

  private void writabilityChanged(Http2Stream stream) {
    Http2ClientStream client = stream.getProperty(streamKey);
    if (client != null) {
      client.writabilityChanged();
    }
  }

  private Http2ClientStream freshStream(Http2Stream stream) {
    Http2ClientStream next = spare.pollLast();
    if (next == null) {
      next = new Http2ClientStream(this, loop);
    }
    stream.setProperty(streamKey, next);
    return next;
  }

  /// What arrives.
  private final class Frames extends Http2FrameAdapter {
    @Override
    public void onHeadersRead(
        ChannelHandlerContext read, int id, Http2Headers fields, int padding, boolean end)
        throws Http2Exception {
      Http2Stream stream = connection().stream(id);
      Http2ClientStream known = stream.getProperty(streamKey);
      try {
        if (known == null) {
          freshStream(stream).begin(stream, fields, end);
        } else {
          known.trailers(fields);
        }
      } catch (MalformedFieldsException malformed) {
        throw Http2Exception.streamError(id, Http2Error.PROTOCOL_ERROR, malformed.getMessage());
      }
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext read,
        int id,
        Http2Headers fields,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end)
        throws Http2Exception {
      onHeadersRead(read, id, fields, padding, end);
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext read, int id, ByteBuf data, int padding, boolean end) {
      Http2ClientStream client = connection().stream(id).getProperty(streamKey);
      if (client == null) {
        return data.readableBytes() + padding;
      }
      client.data(data.retain(), end);
      return padding;
    }
  }

  /// A stream is over, in whatever way.
  private final class Ends extends Http2ConnectionAdapter {
    @Override
    public void onStreamClosed(Http2Stream stream) {
      history.ended(stream.id(), stream.isResetSent());
      Http2ClientStream client = stream.removeProperty(streamKey);
      if (client != null) {
        client.closed();
        spare.addLast(client);
        since = loop.now();
      }
    }
  }
}
