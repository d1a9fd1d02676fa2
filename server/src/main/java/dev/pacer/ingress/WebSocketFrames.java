package dev.pacer.ingress;

import io.netty.buffer.ByteBuf;

/// Follows one direction of a WebSocket (RFC 6455 section 5.2), only to know where a frame of the front
/// door's own may stand: between two others.
final class WebSocketFrames {
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int TWO_BYTES_OF_LENGTH = 126;
  private static final int EIGHT_BYTES_OF_LENGTH = 127;

  private int headerBytes;
  private int headerLength;
  private int lengthBytes;
  private long payload;

  void begin() {
    headerBytes = 0;
    payload = 0;
  }

  /// Whether the last byte that was followed is the last one of a frame.
  boolean isBetweenFrames() {
    return headerBytes == 0 && payload == 0;
  }

  /// Follows the readable bytes, which stay readable.
  void follow(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (at < end) {
      if (headerBytes == 0 && payload > 0) {
        long taken = Math.min(payload, end - at);
        payload -= taken;
        at += (int) taken;
      } else {
        header(bytes.getUnsignedByte(at++));
      }
    }
  }

  private void header(int octet) {
    headerBytes++;
    if (headerBytes == 2) {
      begins(octet);
    } else if (headerBytes > 2 && headerBytes <= 2 + lengthBytes) {
      payload = payload << 8 | octet;
    }
    if (headerBytes >= 2 && headerBytes == headerLength) {
      headerBytes = 0;
      // A length beyond all measure is the peers' to refuse; it never ends here.
      payload = payload < 0 ? Long.MAX_VALUE : payload;
    }
  }

  private void begins(int octet) {
    int length = octet & LENGTH;
    lengthBytes =
        switch (length) {
          case TWO_BYTES_OF_LENGTH -> 2;
          case EIGHT_BYTES_OF_LENGTH -> 8;
          default -> 0;
        };
    payload = lengthBytes == 0 ? length : 0;
    headerLength = 2 + lengthBytes + ((octet & MASKED) != 0 ? 4 : 0);
  }
}
