package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// What a head says about the length of its body (RFC 9112 section 6). Said twice, in two ways or in an
/// unusual spelling it is refused, even when all of it agrees.
final class FramingFields {
  private static final int MOST_LENGTH_DIGITS = 18;
  private static final byte[] CHUNKED = "chunked".getBytes(US_ASCII);

  private long contentLength = -1;
  private boolean chunked;

  void clear() {
    contentLength = -1;
    chunked = false;
  }

  long contentLength() {
    return contentLength;
  }

  boolean isChunked() {
    return chunked;
  }

  void readContentLength(byte[] bytes, int from, int to) {
    if (contentLength >= 0) {
      throw new RefusedException(Refusal.CONTENT_LENGTH_REPEATED);
    }
    boolean padded = to - from > 1 && bytes[from] == '0';
    if (from == to || to - from > MOST_LENGTH_DIGITS || padded) {
      throw new RefusedException(Refusal.BAD_CONTENT_LENGTH);
    }
    long length = 0;
    for (int i = from; i < to; i++) {
      if (!Octets.isDigit(bytes[i])) {
        throw new RefusedException(Refusal.BAD_CONTENT_LENGTH);
      }
      length = length * 10 + (bytes[i] - '0');
    }
    contentLength = length;
    refuseBoth();
  }

  void readTransferEncoding(byte[] bytes, int from, int to, boolean beforeHttp11) {
    if (chunked) {
      throw new RefusedException(Refusal.TRANSFER_ENCODING_REPEATED);
    }
    if (beforeHttp11) {
      throw new RefusedException(Refusal.TRANSFER_ENCODING_BEFORE_HTTP_1_1);
    }
    if (!Octets.equalsIgnoringCase(bytes, from, to, CHUNKED)) {
      throw new RefusedException(Refusal.UNKNOWN_TRANSFER_CODING);
    }
    chunked = true;
    refuseBoth();
  }

  private void refuseBoth() {
    if (chunked && contentLength >= 0) {
      throw new RefusedException(Refusal.CONTENT_LENGTH_WITH_TRANSFER_ENCODING);
    }
  }
}
