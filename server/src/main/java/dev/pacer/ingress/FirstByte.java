package dev.pacer.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/// Tells by the first byte of a connection whether its client speaks TLS, and leaves. The handlers behind
/// it are those for what the port expects; the others take their place when the client speaks otherwise.
final class FirstByte extends ChannelInboundHandlerAdapter {
  /// The kind of a TLS record with a handshake in it (RFC 8446 section 5.1), with which every TLS
  /// connection begins. No request does: no method has control characters.
  private static final byte HANDSHAKE = 0x16;

  private final boolean tlsExpected;
  private final Runnable otherwise;

  /// @param otherwise adds the handlers for a client that speaks what was not expected
  FirstByte(boolean tlsExpected, Runnable otherwise) {
    this.tlsExpected = tlsExpected;
    this.otherwise = otherwise;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (in.isReadable()) {
      ChannelPipeline pipeline = context.pipeline();
      if (isTls(in) != tlsExpected) {
        while (pipeline.last() != this) {
          pipeline.removeLast();
        }
        otherwise.run();
        context.fireChannelActive();
      }
      pipeline.remove(this);
    }
    context.fireChannelRead(in);
  }

  static boolean isTls(ByteBuf in) {
    return in.getByte(in.readerIndex()) == HANDSHAKE;
  }
}
