package dev.pacer.automation.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proofs that a sender knows the secret. Comparing takes the same time wherever two texts differ. Safe
/// for any thread.
final class Signatures {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private final byte[] secret;

  Signatures(byte[] secret) {
    this.secret = secret.clone();
  }

  /// Whether a header is the body's HMAC-SHA-256 in hexadecimal digits, with or without `sha256=` in
  /// front.
  boolean signed(byte[] body, Optional<String> header) {
    if (header.isEmpty()) {
      return false;
    }
    String given = header.get().strip();
    String digits = given.startsWith(PREFIX) ? given.substring(PREFIX.length()) : given;
    return isEqual(HexFormat.of().formatHex(hmac(body)).getBytes(StandardCharsets.UTF_8), digits);
  }

  /// Whether a text is the secret itself.
  boolean isSecret(Optional<String> text) {
    return text.isPresent() && isEqual(secret, text.get().strip());
  }

  private static boolean isEqual(byte[] expected, String given) {
    return MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] hmac(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
    }
  }
}
