package dev.pacer.ingress.differential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Bytes that a client sends on a new connection, one octet a character. `{host}` stands for the name of
/// the service that they are sent to.
///
/// @param family what is tried, for the report
/// @param inTwo whether the first head goes ahead and the rest follows when the server has got it: the
///     front door cannot take back then what it has passed on
record HostileString(String family, String text, boolean inTwo) {

  HostileString(String family, String text) {
    this(family, text, false);
  }

  HostileString cutInTwo() {
    return new HostileString(family + ", in two", text, true);
  }

  HostileString followedBy(String more) {
    return new HostileString(family, text + more, inTwo);
  }

  byte[] firstPiece(String host) {
    return bytes(text.substring(0, cut()), host);
  }

  byte[] secondPiece(String host) {
    return bytes(text.substring(cut()), host);
  }

  private int cut() {
    return inTwo ? text.indexOf("\r\n\r\n") + 4 : text.length();
  }

  private static byte[] bytes(String text, String host) {
    return text.replace("{host}", host).getBytes(ISO_8859_1);
  }

  @Override
  public String toString() {
    StringBuilder printable = new StringBuilder(family).append(": ");
    text.chars().forEach(octet -> printable.append(printed(octet)));
    return printable.toString();
  }

  private static String printed(int octet) {
    return switch (octet) {
      case '\r' -> "\\r";
      case '\n' -> "\\n";
      default ->
          octet < 0x20 || octet > 0x7e ? "\\x%02x".formatted(octet) : Character.toString(octet);
    };
  }
}
