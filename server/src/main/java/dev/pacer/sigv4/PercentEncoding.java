package dev.pacer.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding as Signature Version 4 wants it: every byte but the unreserved ones of RFC 3986,
/// in upper-case hexadecimal.
final class PercentEncoding {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  /// The text encoded, percent signs included.
  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  /// An encoded text in the one encoding: decoded, then encoded. A percent sign that starts no byte
  /// stands for itself.
  static String recode(String encoded) {
    return encode(decode(encoded));
  }

  private static String encode(byte[] bytes) {
    StringBuilder encoded = new StringBuilder(bytes.length + 16);
    for (byte each : bytes) {
      if (isUnreserved((char) each)) {
        encoded.append((char) each);
      } else {
        HEX.toHexDigits(encoded.append('%'), each);
      }
    }
    return encoded.toString();
  }

  private static byte[] decode(String encoded) {
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int index = 0; index < bytes.length; index++) {
      if (bytes[index] == '%' && startsByte(bytes, index)) {
        decoded.write(
            HexFormat.fromHexDigit(bytes[index + 1]) << 4
                | HexFormat.fromHexDigit(bytes[index + 2]));
        index += 2;
      } else {
        decoded.write(bytes[index]);
      }
    }
    return decoded.toByteArray();
  }

  private static boolean startsByte(byte[] bytes, int index) {
    return index + 2 < bytes.length
        && HexFormat.isHexDigit(bytes[index + 1])
        && HexFormat.isHexDigit(bytes[index + 2]);
  }

  private static boolean isUnreserved(char character) {
    return (character >= 'A' && character <= 'Z')
        || (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || "-_.~".indexOf(character) >= 0;
  }
}
