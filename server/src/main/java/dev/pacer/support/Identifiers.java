package dev.pacer.support;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Makes the random names of App Runner's forms. Safe for any thread.
public final class Identifiers {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LABEL_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  private Identifiers() {}

  /// 32 lower-case hexadecimal characters, the form of every App Runner id.
  public static String hex32() {
    return hex(16);
  }

  /// Random bytes as lower-case hexadecimal text, two characters a byte.
  public static String hex(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /// Ten characters of `[a-z0-9]` that start with a letter: the first label of a service's host
  /// name.
  public static String hostLabel() {
    StringBuilder label = new StringBuilder(10);
    label.append(LABEL_ALPHABET.charAt(RANDOM.nextInt(26)));
    while (label.length() < 10) {
      label.append(LABEL_ALPHABET.charAt(RANDOM.nextInt(LABEL_ALPHABET.length())));
    }
    return label.toString();
  }
}
