package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// Tells by the first bytes of a plain connection whether its client speaks HTTP/2 with prior knowledge
/// (RFC 9113 section 3.3), and makes way for what serves it.
final class PrefaceDetector extends ByteToMessageDecoder {
  /// No method of HTTP/1.1 begins like the preface, and none ever will (RFC 9113 section 3.4).
  private static final byte[] PREFACE = "PRI ".getBytes(US_ASCII);

  private final IngressLoop loop;
  private final SocketChannel channel;
  private final ClientConnection http1;

  /// @param http1 the next handler, which leaves when the client speaks HTTP/2
  PrefaceDetector(IngressLoop loop, SocketChannel channel, ClientConnection http1) {
    this.loop = loop;
    this.channel = channel;
    this.http1 = http1;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    int start = in.readerIndex();
    int known = Math.min(in.readableBytes(), PREFACE.length);
    for (int i = 0; i < known; i++) {
      if (in.getByte(start + i) != PREFACE[i]) {
        context.pipeline().remove(this);
        return;
      }
    }
    if (known == PREFACE.length) {
      context
          .pipeline()
          .replace(
              http1, null, Http2ClientConnectionBuilder.connection(loop, channel, Arrival.PLAIN));
      context.pipeline().remove(this);
    }
  }
}
