package dev.pacer.ingress.http1;

/// The classes of octets that RFC 9110 section 5 and RFC 9112 name.
final class Octets {
  static final byte HTAB = '\t';
  static final byte LF = '\n';
  static final byte CR = '\r';
  static final byte SP = ' ';

  private static final byte TOKEN = 1;
  private static final byte LINE = 2;
  private static final byte TARGET = 4;
  private static final byte HOST = 8;
  private static final byte[] CLASSES = classes();

  private Octets() {}

  /// May stand in a method or a field name (`tchar`).
  static boolean isToken(byte octet) {
    return (CLASSES[octet & 0xff] & TOKEN) != 0;
  }

  /// May stand anywhere in a line: visible, space, tab or above 0x7f; no other control byte.
  static boolean isLine(byte octet) {
    return (CLASSES[octet & 0xff] & LINE) != 0;
  }

  /// May stand in a request target. Wider than RFC 3986, because clients send raw UTF-8 and braces
  /// and no parser frames by them; narrower where it matters: no space and no fragment.
  static boolean isTarget(byte octet) {
    return (CLASSES[octet & 0xff] & TARGET) != 0;
  }

  /// May stand in a host name or an IPv4 address.
  static boolean isHost(byte octet) {
    return (CLASSES[octet & 0xff] & HOST) != 0;
  }

  static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  /// The value of a hexadecimal digit, or -1.
  static int hexDigit(byte octet) {
    if (isDigit(octet)) {
      return octet - '0';
    }
    int lower = octet | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static byte lowerCase(byte octet) {
    return octet >= 'A' && octet <= 'Z' ? (byte) (octet + ('a' - 'A')) : octet;
  }

  /// Whether a range holds exactly `expected`, which is in lower case, in whatever case.
  static boolean equalsIgnoringCase(byte[] bytes, int from, int to, byte[] expected) {
    return to - from == expected.length && startsWithIgnoringCase(bytes, from, to, expected);
  }

  static boolean startsWithIgnoringCase(byte[] bytes, int from, int to, byte[] expected) {
    if (to - from < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (lowerCase(bytes[from + i]) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  static boolean sameIgnoringCase(byte[] bytes, int from, int to, int otherFrom, int otherTo) {
    if (to - from != otherTo - otherFrom) {
      return false;
    }
    for (int i = 0; i < to - from; i++) {
      if (lowerCase(bytes[from + i]) != lowerCase(bytes[otherFrom + i])) {
        return false;
      }
    }
    return true;
  }

  /// The first octet at or after `from` that is neither space nor tab.
  static int skipSpace(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == SP || bytes[at] == HTAB)) {
      at++;
    }
    return at;
  }

  /// `to` without the spaces and tabs before it.
  static int trimSpace(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && (bytes[at - 1] == SP || bytes[at - 1] == HTAB)) {
      at--;
    }
    return at;
  }

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int octet = 0; octet < 256; octet++) {
      boolean letterOrDigit = octet < 0x80 && Character.isLetterOrDigit(octet);
      boolean visible = octet > 0x20 && octet != 0x7f;
      classes[octet] |= letterOrDigit || "!#$%&'*+-.^_`|~".indexOf(octet) >= 0 ? TOKEN : 0;
      classes[octet] |= visible || octet == SP || octet == HTAB ? LINE : 0;
      classes[octet] |= visible && octet != '#' ? TARGET : 0;
      classes[octet] |= letterOrDigit || "-._~%!$&'()*+,;=".indexOf(octet) >= 0 ? HOST : 0;
    }
    return classes;
  }
}
