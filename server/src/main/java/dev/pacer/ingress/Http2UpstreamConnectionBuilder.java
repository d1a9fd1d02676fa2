package dev.pacer.ingress;

import dev.pacer.ingress.routes.Backend;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;

/// Makes connections of HTTP/2 to instances, within the front door's limits.
final class Http2UpstreamConnectionBuilder
    extends AbstractHttp2ConnectionHandlerBuilder<
        Http2UpstreamConnection, Http2UpstreamConnectionBuilder> {
  private final IngressLoop loop;
  private final Http2Upstreams upstreams;
  private final Backend backend;

  private Http2UpstreamConnectionBuilder(
      IngressLoop loop, Http2Upstreams upstreams, Backend backend) {
    this.loop = loop;
    this.upstreams = upstreams;
    this.backend = backend;
  }

  /// The handler of a connection that has yet to be made.
  static Http2UpstreamConnection connection(
      IngressLoop loop, Http2Upstreams upstreams, Backend backend) {
    Http2Limits limits = loop.limits().http2();
    return new Http2UpstreamConnectionBuilder(loop, upstreams, backend)
        .server(false)
        .initialSettings(
            Http2Settings.defaultSettings()
                .pushEnabled(false)
                .initialWindowSize(limits.streamWindow())
                .maxHeaderListSize(loop.limits().message().headBytes()))
        .encoderEnforceMaxQueuedControlFrames(limits.queuedControlFrames())
        .build();
  }

  @Override
  protected Http2UpstreamConnection build(
      Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
    return new Http2UpstreamConnection(loop, upstreams, backend, decoder, encoder, settings);
  }
}
