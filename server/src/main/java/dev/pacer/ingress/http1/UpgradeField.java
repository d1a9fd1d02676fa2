package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// What the `Upgrade` fields of a head name (RFC 9110 section 7.8). An upgrade to another version of
/// HTTP, or to TLS, would let requests past this front door unread, so it is as if nobody had asked.
final class UpgradeField {
  private static final byte[][] NEVER = {
    "h2c".getBytes(US_ASCII),
    "h2".getBytes(US_ASCII),
    "h3".getBytes(US_ASCII),
    "http".getBytes(US_ASCII),
    "tls".getBytes(US_ASCII)
  };

  private static final byte[] WEBSOCKET = "websocket".getBytes(US_ASCII);

  private int fields;
  private boolean passable;
  private boolean webSocket;

  void clear() {
    fields = 0;
    passable = false;
    webSocket = false;
  }

  /// Whether the head names one protocol that may be switched to.
  boolean isPassable() {
    return fields == 1 && passable;
  }

  boolean isWebSocket() {
    return isPassable() && webSocket;
  }

  void read(byte[] bytes, int from, int to) {
    fields++;
    int nameEnd = tokenEnd(bytes, from, to);
    int end = nameEnd;
    if (nameEnd < to && bytes[nameEnd] == '/') {
      end = tokenEnd(bytes, nameEnd + 1, to);
    }
    passable = nameEnd > from && end == to && !isNever(bytes, from, nameEnd);
    webSocket = Octets.equalsIgnoringCase(bytes, from, to, WEBSOCKET);
  }

  private static int tokenEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && Octets.isToken(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isNever(byte[] bytes, int from, int to) {
    for (byte[] name : NEVER) {
      if (Octets.equalsIgnoringCase(bytes, from, to, name)) {
        return true;
      }
    }
    return false;
  }
}
