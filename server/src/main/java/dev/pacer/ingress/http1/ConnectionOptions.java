package dev.pacer.ingress.http1;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// What the `Connection` fields of a head ask for (RFC 9110 section 7.6.1).
final class ConnectionOptions {
  /// Each option is compared with each header, so their number is bounded.
  private static final int MOST = 32;

  private static final byte[] CLOSE = "close".getBytes(US_ASCII);
  private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(US_ASCII);
  private static final byte[] UPGRADE = "upgrade".getBytes(US_ASCII);

  private boolean close;
  private boolean keepAlive;
  private boolean upgrade;
  private int count;

  void clear() {
    close = false;
    keepAlive = false;
    upgrade = false;
    count = 0;
  }

  boolean isClose() {
    return close;
  }

  boolean isKeepAlive() {
    return keepAlive;
  }

  boolean isUpgrade() {
    return upgrade;
  }

  /// Reads all `Connection` fields of a head whose lines are all known.
  void read(byte[] bytes, HeaderIndex headers) {
    for (int header = 0; header < headers.count(); header++) {
      if (headers.name(header) == HeaderName.CONNECTION) {
        readList(bytes, headers, headers.valueStart(header), headers.valueEnd(header));
      }
    }
  }

  private void readList(byte[] bytes, HeaderIndex headers, int from, int to) {
    int start = from;
    while (start < to) {
      int comma = start;
      while (comma < to && bytes[comma] != ',') {
        comma++;
      }
      int optionStart = Octets.skipSpace(bytes, start, comma);
      readOption(bytes, headers, optionStart, Octets.trimSpace(bytes, optionStart, comma));
      start = comma + 1;
    }
  }

  private void readOption(byte[] bytes, HeaderIndex headers, int from, int to) {
    if (++count > MOST) {
      throw new RefusedException(Refusal.TOO_MANY_CONNECTION_OPTIONS);
    }
    if (Octets.equalsIgnoringCase(bytes, from, to, CLOSE)) {
      close = true;
    } else if (Octets.equalsIgnoringCase(bytes, from, to, KEEP_ALIVE)) {
      keepAlive = true;
    } else if (Octets.equalsIgnoringCase(bytes, from, to, UPGRADE)) {
      upgrade = true;
    } else {
      headers.nameByConnection(bytes, from, to);
    }
  }
}
