package dev.pacer.ingress;

/// How the last streams of a connection of HTTP/2 ended: what still arrives for one that this side has
/// reset was on its way already, anything else is an error (RFC 9113 section 5.1).
final class StreamHistory {
  private static final int LENGTH = 256;

  private final int[] ended = new int[LENGTH];
  private int next;

  void ended(int stream, boolean byReset) {
    ended[next] = byReset ? -stream : stream;
    next = (next + 1) % LENGTH;
  }

  boolean wasReset(int stream) {
    return contains(-stream);
  }

  boolean wasOpen(int stream) {
    return contains(stream) || contains(-stream);
  }

  private boolean contains(int entry) {
    for (int known : ended) {
      if (known == entry) {
        return true;
      }
    }
    return false;
  }
}
