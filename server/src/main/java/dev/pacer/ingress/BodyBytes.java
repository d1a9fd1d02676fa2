package dev.pacer.ingress;

import dev.pacer.ingress.http1.BodyFraming;
import io.netty.buffer.ByteBuf;

/// Lets a [BodyFraming] follow the bytes of a buffer.
final class BodyBytes {
  private BodyBytes() {}

  /// Follows the body through the readable bytes, which stay readable.
  ///
  /// @return how many of them belong to the body
  static int follow(BodyFraming framing, ByteBuf in) {
    int start = in.readerIndex();
    int end = in.writerIndex();
    int at = start;
    while (at < end && !framing.isComplete()) {
      int content = framing.content(end - at);
      if (content == 0) {
        framing.framing(in.getByte(at++));
      } else {
        at += content;
      }
    }
    return at - start;
  }

  /// Reads the body's bytes and hands on its content alone, without the chunked coding.
  ///
  /// @param trailers gets the trailer lines
  static void decode(BodyFraming framing, ByteBuf in, Content content, Trailers trailers) {
    while (in.isReadable() && !framing.isComplete()) {
      int length = framing.content(in.readableBytes());
      if (length == 0) {
        byte octet = in.readByte();
        if (framing.isInTrailers()) {
          trailers.add(octet);
        }
        framing.framing(octet);
      } else {
        content.take(in.readRetainedSlice(length));
      }
    }
  }

  @FunctionalInterface
  interface Content {
    /// Takes a buffer, which is its own from then on.
    void take(ByteBuf content);
  }
}
