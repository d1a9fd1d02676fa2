package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/// Makes the `X-Request-ID` of each request, a random UUID (version 4). Distinct, but no secret: the
/// generator is fast, only its seed comes from the system. For one thread.
final class RequestIds {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);
  private static final byte[] NAME = "x-request-id: ".getBytes(US_ASCII);

  /// The length of the whole line, its end included.
  static final int LINE_BYTES = NAME.length + 36 + 2;

  private final SplittableRandom random;
  private final byte[] line = new byte[LINE_BYTES];

  RequestIds() {
    random = new SplittableRandom(new SecureRandom().nextLong());
    System.arraycopy(NAME, 0, line, 0, NAME.length);
    line[LINE_BYTES - 2] = '\r';
    line[LINE_BYTES - 1] = '\n';
  }

  /// Makes it another id.
  void renew(RequestId id) {
    id.high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    id.low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
  }

  /// Writes the header line.
  void writeLine(RequestId id, ByteBuf out) {
    long high = id.high;
    long low = id.low;
    int at = NAME.length;
    at = hex(high >>> 32, 8, at);
    at = hex(high >>> 16, 4, at);
    at = hex(high, 4, at);
    at = hex(low >>> 48, 4, at);
    hex(low, 12, at);
    out.writeBytes(line);
  }

  private int hex(long value, int digits, int at) {
    for (int i = digits - 1; i >= 0; i--) {
      line[at + i] = HEX[(int) (value >>> (4 * (digits - 1 - i))) & 0xf];
    }
    if (at + digits < LINE_BYTES - 2) {
      line[at + digits] = '-';
    }
    return at + digits + 1;
  }
}
