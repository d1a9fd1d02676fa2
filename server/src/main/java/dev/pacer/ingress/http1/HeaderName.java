package dev.pacer.ingress.http1;

import java.util.Arrays;

/// The field names that mean something to a proxy; all others are [#OTHER] and pass as they are.
///
/// Names are compared without case and with `_` taken as `-`: many applications see both as one name,
/// so a client must not get `X_Forwarded_For` past a rule about `X-Forwarded-For`.
public enum HeaderName {
  OTHER("", Role.END_TO_END),
  HOST("host", Role.PROTECTED),
  CONTENT_LENGTH("content-length", Role.PROTECTED),
  TRANSFER_ENCODING("transfer-encoding", Role.PROTECTED),
  CONNECTION("connection", Role.HOP_BY_HOP),
  KEEP_ALIVE("keep-alive", Role.HOP_BY_HOP),
  PROXY_CONNECTION("proxy-connection", Role.HOP_BY_HOP),
  PROXY_AUTHENTICATE("proxy-authenticate", Role.HOP_BY_HOP),
  PROXY_AUTHORIZATION("proxy-authorization", Role.HOP_BY_HOP),
  UPGRADE("upgrade", Role.HOP_BY_HOP),
  HTTP2_SETTINGS("http2-settings", Role.HOP_BY_HOP),
  TE("te", Role.HOP_BY_HOP),
  TRAILER("trailer", Role.END_TO_END),
  EXPECT("expect", Role.END_TO_END),
  ACCEPT("accept", Role.END_TO_END),
  USER_AGENT("user-agent", Role.END_TO_END),
  X_FORWARDED_FOR("x-forwarded-for", Role.FORWARDING),
  X_FORWARDED_PROTO("x-forwarded-proto", Role.FORWARDING),
  X_REQUEST_ID("x-request-id", Role.FORWARDING);

  /// What a proxy does with a field.
  public enum Role {
    /// Passed on.
    END_TO_END,
    /// Frames or routes the message: passed on even when `Connection` names it.
    PROTECTED,
    /// Belongs to one connection: never passed on (RFC 9110 section 7.6.1).
    HOP_BY_HOP,
    /// Says who asked: a client's own is replaced in requests.
    FORWARDING
  }

  static final int LONGEST =
      Arrays.stream(values()).mapToInt(HeaderName::length).max().orElseThrow();
  private static final HeaderName[][] BY_LENGTH = byLength();

  private final String lowerCase;
  private final Role role;

  HeaderName(String lowerCase, Role role) {
    this.lowerCase = lowerCase;
    this.role = role;
  }

  public Role role() {
    return role;
  }

  static HeaderName of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST) {
      return OTHER;
    }
    for (HeaderName candidate : BY_LENGTH[length]) {
      if (candidate.matches(bytes, from)) {
        return candidate;
      }
    }
    return OTHER;
  }

  /// Whether the range, which [#of] took for this name, is spelled with an underscore.
  boolean isMisspelled(byte[] bytes, int from) {
    for (int i = from; i < from + length(); i++) {
      if (bytes[i] == '_') {
        return true;
      }
    }
    return false;
  }

  private boolean matches(byte[] bytes, int from) {
    for (int i = 0; i < lowerCase.length(); i++) {
      byte octet = Octets.lowerCase(bytes[from + i]);
      if ((octet == '_' ? '-' : octet) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int length() {
    return lowerCase.length();
  }

  private static HeaderName[][] byLength() {
    HeaderName[][] table = new HeaderName[LONGEST + 1][];
    for (int length = 0; length <= LONGEST; length++) {
      int wanted = length;
      table[length] =
          Arrays.stream(values())
              .filter(name -> name != OTHER && name.length() == wanted)
              .toArray(HeaderName[]::new);
    }
    return table;
  }
}
