package dev.pacer.ingress;

import dev.pacer.ingress.http1.HeadParser;
import io.netty.buffer.ByteBuf;

/// Lets a [HeadParser] read from a buffer.
final class HeadBytes {
  private HeadBytes() {}

  /// Reads what belongs to the head; the buffer's other bytes stay readable.
  ///
  /// @return whether the head is complete
  static boolean read(HeadParser head, ByteBuf in) {
    while (in.isReadable() && !head.isComplete()) {
      int offered = head.room(in.readableBytes());
      in.readBytes(head.bytes(), head.end(), offered);
      int taken = head.parse(offered);
      in.readerIndex(in.readerIndex() - (offered - taken));
    }
    return head.isComplete();
  }
}
