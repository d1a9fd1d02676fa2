package dev.pacer.ingress.http1;

/// The syntax of `Host` (RFC 9110 section 7.2): a name, an IPv4 address or an IPv6 address in brackets,
/// and perhaps a port. Empty names, empty ports and user information are refused.
final class Authority {
  private static final int MOST_PORT_DIGITS = 5;

  private Authority() {}

  /// Checks the value and finds where its host ends and a port may begin.
  ///
  /// @throws RefusedException when the value is not a host with an optional port
  static int hostEnd(byte[] bytes, int from, int to) {
    boolean bracketed = from < to && bytes[from] == '[';
    int end = bracketed ? bracketEnd(bytes, from, to) : nameEnd(bytes, from, to);
    boolean onlyDot = end == from + 1 && bytes[from] == '.';
    if (end == from || onlyDot || !isPort(bytes, end, to)) {
      throw new RefusedException(Refusal.BAD_HOST);
    }
    return end;
  }

  private static int nameEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && Octets.isHost(bytes[at])) {
      at++;
    }
    return at;
  }

  private static int bracketEnd(byte[] bytes, int from, int to) {
    int at = from + 1;
    while (at < to && (Octets.hexDigit(bytes[at]) >= 0 || bytes[at] == ':' || bytes[at] == '.')) {
      at++;
    }
    boolean closed = at < to && bytes[at] == ']' && at > from + 1;
    return closed ? at + 1 : from;
  }

  private static boolean isPort(byte[] bytes, int from, int to) {
    if (from == to) {
      return true;
    }
    int digits = to - from - 1;
    if (bytes[from] != ':' || digits < 1 || digits > MOST_PORT_DIGITS) {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      if (!Octets.isDigit(bytes[i])) {
        return false;
      }
    }
    return true;
  }
}
