package dev.pacer.ingress;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;

/// Makes connections of HTTP/2 within the front door's limits.
final class Http2ClientConnectionBuilder
    extends AbstractHttp2ConnectionHandlerBuilder<
        Http2ClientConnection, Http2ClientConnectionBuilder> {
  private final IngressLoop loop;
  private final SocketChannel channel;
  private final Arrival arrival;

  private Http2ClientConnectionBuilder(IngressLoop loop, SocketChannel channel, Arrival arrival) {
    this.loop = loop;
    this.channel = channel;
    this.arrival = arrival;
  }

  /// The handler of one connection, which has yet to read the client's preface.
  ///
  static Http2ClientConnection connection(
      IngressLoop loop, SocketChannel channel, Arrival arrival) {
    Http2Limits limits = loop.limits().http2();
    return new Http2ClientConnectionBuilder(loop, channel, arrival)
        .server(true)
        .initialSettings(
            Http2Settings.defaultSettings()
                .maxConcurrentStreams(limits.streams())
                .initialWindowSize(limits.streamWindow())
                .maxHeaderListSize(loop.limits().message().headBytes()))
        .decoderEnforceMaxRstFramesPerWindow(limits.resets(), Http2Limits.RESETS_SECONDS)
        .encoderEnforceMaxRstFramesPerWindow(limits.resets(), Http2Limits.RESETS_SECONDS)
        .encoderEnforceMaxQueuedControlFrames(limits.queuedControlFrames())
        .build();
  }

  @Override
  protected Http2ClientConnection build(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    return new Http2ClientConnection(loop, channel, arrival, decoder, encoder, settings);
  }
}
