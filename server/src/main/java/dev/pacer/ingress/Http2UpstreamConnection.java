package dev.pacer.ingress;

import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.routes.Backend;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
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
import java.util.ArrayList;
import java.util.List;

/// A connection of HTTP/2 to an instance, one stream for each exchange.
final class Http2UpstreamConnection extends Http2Endpoint {
  private enum Phase {
    CONNECTING,
    OPEN,
    /// Takes no further streams.
    CLOSING
  }

  private final Http2Upstreams upstreams;
  private final Backend backend;
  private final Http2Connection.PropertyKey streamKey;
  private final List<Http2UpstreamStream> waiting = new ArrayList<>(1);
  private Phase phase = Phase.CONNECTING;
  private final List<Exchange> unflushed = new ArrayList<>();
  private boolean inReadBurst;
  private long since;

  Http2UpstreamConnection(
      IngressLoop loop,
      Http2Upstreams upstreams,
      Backend backend,
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings) {
    super(loop, decoder, encoder, settings);
    this.upstreams = upstreams;
    this.backend = backend;
    this.streamKey = connection().newKey();
    this.since = loop.now();
    decoder.frameListener(new Frames());
    connection().addListener(new Ends());
    encoder.flowController().listener(this::writabilityChanged);
  }

  Backend backend() {
    return backend;
  }

  boolean isConnecting() {
    return phase == Phase.CONNECTING;
  }

  boolean takesStreams() {
    return phase == Phase.OPEN && connection().local().canOpenStream();
  }

  /// A stream for that exchange on this connection, which takes streams.
  Upstream open(Exchange exchange) {
    return new Http2UpstreamStream(this, exchange, true);
  }

  /// A stream for that exchange, once this is connected.
  void await(Exchange exchange) {
    Http2UpstreamStream stream = new Http2UpstreamStream(this, exchange, false);
    exchange.connecting(stream);
    waiting.add(stream);
  }

  /// The stream that begins with the next fields that are sent.
  Http2Stream begin(Http2UpstreamStream upstream, Http2Headers fields, boolean end)
      throws Http2Exception {
    ChannelHandlerContext out = context();
    int id = connection().local().incrementAndGetNextStreamId();
    var _ = encoder().writeHeaders(out, id, fields, 0, end, out.newPromise());
    Http2Stream stream = connection().stream(id);
    if (stream == null) {
      throw Http2Exception.connectionError(Http2Error.REFUSED_STREAM, "No stream to be had");
    }
    stream.setProperty(streamKey, upstream);
    return stream;
  }

  void connectFailed(Throwable cause) {
    phase = Phase.CLOSING;
    upstreams.remove(this);
    closeNow();
    takeWaiting().forEach(stream -> stream.connectFailed(cause));
  }

  /// Flushes an answer to its client, at the end of a burst of reading.
  void flushClient(Exchange exchange) {
    if (inReadBurst) {
      unflushed.add(exchange);
    } else {
      exchange.flushClient();
    }
  }

  void tick(long now) {
    if (connection().numActiveStreams() > 0) {
      since = now;
    } else if (phase == Phase.CONNECTING && now - since > 2 * loop().connectTimeout().toNanos()) {
      // Connected, but silent: what listens there may not speak HTTP/2.
      close();
    } else if (phase == Phase.OPEN
        && (backend.isClosed() || now - since > loop().timeouts().upstreamIdle())) {
      phase = Phase.CLOSING;
      closeGracefully();
    }
  }

  void close() {
    phase = Phase.CLOSING;
    closeNow();
  }

  @Override
  public void channelRead(ChannelHandlerContext read, Object message) throws Exception {
    inReadBurst = true;
    super.channelRead(read, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext read) throws Exception {
    inReadBurst = false;
    unflushed.forEach(Exchange::flushClient);
    unflushed.clear();
    super.channelReadComplete(read);
  }

  @Override
  public void channelInactive(ChannelHandlerContext inactive) throws Exception {
    phase = Phase.CLOSING;
    upstreams.remove(this);
    takeWaiting().forEach(stream -> stream.refused(Refusal.BAD_STATUS_LINE));
    super.channelInactive(inactive);
  }

  private void open() {
    phase = Phase.OPEN;
    since = loop().now();
    takeWaiting().forEach(Http2UpstreamStream::connected);
  }

  private List<Http2UpstreamStream> takeWaiting() {
    List<Http2UpstreamStream> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }

  private void writabilityChanged(Http2Stream stream) {
    Http2UpstreamStream upstream = stream.getProperty(streamKey);
    if (upstream != null) {
      upstream.writabilityChanged();
    }
  }

  /// What arrives.
  private final class Frames extends Http2FrameAdapter {
    @Override
    public void onHeadersRead(
        ChannelHandlerContext read, int id, Http2Headers fields, int padding, boolean end)
        throws Http2Exception {
      Http2UpstreamStream upstream = connection().stream(id).getProperty(streamKey);
      if (upstream == null) {
        return;
      }
      try {
        upstream.fields(fields, end);
      } catch (MalformedFieldsException malformed) {
        upstream.refused(Refusal.BAD_STATUS_LINE);
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
      Http2UpstreamStream upstream = connection().stream(id).getProperty(streamKey);
      if (upstream == null) {
        return data.readableBytes() + padding;
      }
      upstream.data(data.retain(), end);
      return padding;
    }

    /// Only now it is known that the instance speaks HTTP/2, and how many streams it takes.
    @Override
    public void onSettingsRead(ChannelHandlerContext read, Http2Settings settings) {
      if (phase == Phase.CONNECTING) {
        open();
      }
    }

    @Override
    public void onGoAwayRead(
        ChannelHandlerContext read, int lastStream, long errorCode, ByteBuf text) {
      phase = Phase.CLOSING;
      closeGracefully();
    }
  }

  /// A stream is over, in whatever way.
  private final class Ends extends Http2ConnectionAdapter {
    @Override
    public void onStreamClosed(Http2Stream stream) {
      Http2UpstreamStream upstream = stream.removeProperty(streamKey);
      if (upstream != null) {
        since = loop().now();
        upstream.closed();
      }
    }
  }
}
