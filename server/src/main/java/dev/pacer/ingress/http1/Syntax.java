package dev.pacer.ingress.http1;

/// The syntax of parts of a message that did not come as HTTP/1.1, but go on as such.
public final class Syntax {
  private Syntax() {}

  /// Whether all bytes may stand in a method.
  public static boolean isToken(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!Octets.isToken(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  /// Whether these bytes are the name of a field of HTTP/2, which is in lower case.
  public static boolean isFieldName(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!Octets.isToken(bytes[i]) || Octets.lowerCase(bytes[i]) != bytes[i]) {
        return false;
      }
    }
    return length > 0;
  }

  /// Whether all bytes may stand in a request target.
  public static boolean isTarget(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!Octets.isTarget(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  /// Whether these bytes are a field's value: no line end, no control byte, no space around it.
  public static boolean isFieldValue(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!Octets.isLine(bytes[i])) {
        return false;
      }
    }
    int to = from + length;
    return Octets.skipSpace(bytes, from, to) == from && Octets.trimSpace(bytes, from, to) == to;
  }
}
