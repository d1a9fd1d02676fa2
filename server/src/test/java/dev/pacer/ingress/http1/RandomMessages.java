package dev.pacer.ingress.http1;

import static dev.pacer.testing.RandomText.oneOf;
import static dev.pacer.testing.RandomText.percent;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pacer.testing.RandomText;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Made-up messages: mostly well-formed, with a taste for what frames them.
final class RandomMessages {
  private static final List<String> REQUEST_LINES =
      List.of(
          "GET / HTTP/1.1",
          "POST /a?b=c HTTP/1.1",
          "HEAD /%20 HTTP/1.1",
          "OPTIONS * HTTP/1.1",
          "PUT http://app.test/x HTTP/1.1",
          "GET / HTTP/1.0",
          "DELETE /{} HTTP/1.1");
  private static final List<String> STATUS_LINES =
      List.of(
          "HTTP/1.1 200 OK",
          "HTTP/1.1 200",
          "HTTP/1.1 100 Continue",
          "HTTP/1.0 404 Not Found",
          "HTTP/1.1 500 \u00e9",
          "HTTP/1.1 999 ");
  private static final List<String> FIELDS =
      List.of(
          "X: y",
          "X:",
          "Accept: */*\t",
          "Connection: close, x",
          "Connection: keep-alive",
          "TE: trailers",
          "Expect: 100-continue",
          "Upgrade: h2c",
          "Cookie: a=b; c=\"d\"",
          "X-Forwarded-For: 1.2.3.4",
          "Content-Type: text/plain",
          "Trailer: X",
          "X_Y: \u00ff");
  private static final List<String> ODD_FIELDS =
      List.of(
          "Content-Length: 5",
          "Content-Length: 05",
          "Content-Length: 5, 5",
          "Content_Length: 5",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: x, chunked",
          "Transfer-Encoding : chunked",
          "Host: other.test",
          " folded",
          "X\u000b: y",
          "X: \0",
          "X: y\nZ: z",
          "X: y\rZ: z",
          "Expect: x");
  private static final List<String> CHUNK_LINES =
      List.of("5", "05", "5;a=b", "5;a=\"b\"", "5 ", "0x5", "+5", "5\n", "5;a\u0001", "");
  private static final List<String> TRAILERS =
      List.of(
          "",
          "X: y\r\n",
          "X: y\r\nZ: \r\n",
          "Content-Length: 1\r\n",
          " x\r\n",
          "X : y\r\n",
          "X\r\n");

  private RandomMessages() {}

  static byte[] requests(RandomGenerator random) {
    return several(random, REQUEST_LINES, "Host: app.test\r\n");
  }

  static byte[] responses(RandomGenerator random) {
    return several(random, STATUS_LINES, "");
  }

  /// The input in pieces of random length.
  static List<byte[]> cut(RandomGenerator random, byte[] input) {
    List<byte[]> pieces = new java.util.ArrayList<>();
    int longest = random.nextInt(1, 40);
    for (int from = 0; from < input.length; ) {
      int to = Math.min(input.length, from + random.nextInt(1, longest + 1));
      pieces.add(Arrays.copyOfRange(input, from, to));
      from = to;
    }
    return pieces;
  }

  private static byte[] several(RandomGenerator random, List<String> startLines, String always) {
    StringBuilder text = new StringBuilder();
    for (int messages = random.nextInt(1, 4); messages > 0; messages--) {
      text.append(oneOf(random, startLines)).append("\r\n").append(always);
      for (int fields = random.nextInt(4); fields > 0; fields--) {
        text.append(oneOf(random, percent(random, 10) ? ODD_FIELDS : FIELDS)).append("\r\n");
      }
      text.append(body(random));
    }
    byte[] bytes = text.toString().getBytes(ISO_8859_1);
    return percent(random, 50) ? RandomText.mangled(random, bytes) : bytes;
  }

  private static String body(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> "\r\n";
      case 1 -> "Content-Length: 5\r\n\r\nhello";
      default -> {
        String line = percent(random, 80) ? "5" : oneOf(random, CHUNK_LINES);
        String trailer = percent(random, 80) ? "" : oneOf(random, TRAILERS);
        yield "Transfer-Encoding: chunked\r\n\r\n" + line + "\r\nhello\r\n0\r\n" + trailer + "\r\n";
      }
    };
  }
}
