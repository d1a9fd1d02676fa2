package dev.pacer.ingress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;

/// What a channel has yet to hand to the system, and how its side ends.
final class Outbound {
  private Outbound() {}

  static boolean isEmpty(Channel channel) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    return buffer == null || buffer.isEmpty();
  }

  /// Says that nothing follows, and goes on receiving.
  static void end(SocketChannel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      var _ = channel.shutdownOutput();
    } else {
      var _ =
          tls.closeOutbound()
              .addListener(_ -> {
                var _ = channel.shutdownOutput();
              });
    }
  }

  /// Ends in a way that no client takes for the end of a message: not even TLS says its goodbye.
  static void reset(SocketChannel channel) {
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    ChannelHandlerContext outermost = channel.pipeline().firstContext();
    var _ = outermost == null ? channel.close() : outermost.close();
  }
}
