package dev.pacer.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// One client's connection of HTTP/2, each stream of which has an [Exchange] of its own.
final class Http2ClientConnection extends Http2Endpoint implements LoopClient {
  private final IngressLoop loop;
  private final Peer peer;
  private final Arrival arrival;
  private final byte[] forwardedLines;
  private final Http2Connection.PropertyKey streamKey;
  private final StreamHistory history = new StreamHistory();
  private final ArrayDeque<Http2ClientStream> spare = new ArrayDeque<>();
  private final List<Http2ClientStream> unflushed = new ArrayList<>();
  private boolean inReadBurst;
  private boolean endAnnounced;
  private long since;
  private long lastTaken;
  private int placeInLoop;

  Http2ClientConnection(
      IngressLoop loop,
      SocketChannel channel,
      Arrival arrival,
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings) {
    super(loop, decoder, encoder, settings);
    this.loop = loop;
    this.peer = new Peer(ClientAddress.text(channel), arrival.scheme().equals("https"), true);
    this.arrival = arrival;
    this.forwardedLines = HeadWriter.forwardedLines(peer.address(), arrival.scheme());
    this.streamKey = connection().newKey();
    this.since = loop.now();
    this.lastTaken = since;
    decoder.frameListener(new Frames());
    connection().addListener(new Ends());
    encoder.flowController().listener(this::writabilityChanged);
  }

  Peer peer() {
    return peer;
  }

  Arrival arrival() {
    return arrival;
  }

  byte[] forwardedLines() {
    return forwardedLines;
  }

  /// Flushes a stream's request to its instance, at the end of a burst of reading.
  void flushUpstream(Http2ClientStream stream) {
    if (inReadBurst) {
      unflushed.add(stream);
    } else {
      stream.flushUpstream();
    }
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
    if (!owesAnything()) {
      lastTaken = now;
    } else if (now - lastTaken > loop.timeouts().stall()) {
      closeStalled();
      return;
    }
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
      closeGracefully();
    }
  }

  @Override
  public void close() {
    closeNow();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    super.handlerAdded(added);
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
  public void channelWritabilityChanged(ChannelHandlerContext changed) throws Exception {
    if (changed.channel().isWritable()) {
      lastTaken = loop.now();
    }
    super.channelWritabilityChanged(changed);
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) throws Exception {
    loop.remove(this);
    super.channelInactive(inactive);
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

  /// Whether there is anything that the client has yet to take: its window, or its socket, is full.
  private boolean owesAnything() {
    return !Outbound.isEmpty(context().channel()) || anyStream(Http2ClientStream::isAnswerOnItsWay);
  }

  /// Says GOAWAY, which a client whose socket is full will not get, and waits for nobody.
  private void closeStalled() {
    anyStream(client -> {
      client.stalled();
      return false;
    });
    ChannelHandlerContext out = context();
    int last = connection().remote().lastStreamCreated();
    long reason = Http2Error.ENHANCE_YOUR_CALM.code();
    var _ = goAway(out, last, reason, Unpooled.EMPTY_BUFFER, out.newPromise());
    out.flush();
    closeNow();
  }

  private void tickStreams(long now) {
    anyStream(client -> {
      client.tick(now);
      return false;
    });
  }

  /// Whether a stream is what is asked for; looks no further than that.
  private boolean anyStream(Predicate<Http2ClientStream> wanted) {
    try {
      return connection()
              .forEachActiveStream(stream -> {
                Http2ClientStream client = stream.getProperty(streamKey);
                return client == null || !wanted.test(client);
              })
          != null;
    } catch (Http2Exception failure) {
      onError(context(), true, failure);
      return false;
    }
  }

  private void writabilityChanged(Http2Stream stream) {
    Http2ClientStream client = stream.getProperty(streamKey);
    if (client != null) {
      lastTaken = client.isWritable() ? loop.now() : lastTaken;
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
        lastTaken = stream.isResetSent() ? lastTaken : since;
      }
    }
  }
}
