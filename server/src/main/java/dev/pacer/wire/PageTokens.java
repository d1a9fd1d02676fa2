package dev.pacer.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Page tokens that only this server can make: a payload under an HMAC-SHA256 over its scope and
/// itself, as base64url text. The payload is not encrypted, so it must hold nothing that the caller
/// may not know.
///
/// The scope says what a token is good for (operation, account, region, filters); a token opened
/// under any other scope is refused. Thread-safe.
public final class PageTokens {

  /// The longest token, the bound of the service model's NextToken shape.
  public static final int TOKEN_LIMIT = 1024;

  /// The longest payload in UTF-8 bytes.
  public static final int PAYLOAD_LIMIT = 720;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte VERSION = 1;
  private static final int CODE_LENGTH = 32;
  private static final int LEAST_SECRET_LENGTH = 16;

  private final SecretKeySpec key;

  /// @param secret at least sixteen random bytes, the same over restarts
  public PageTokens(byte[] secret) {
    if (secret.length < LEAST_SECRET_LENGTH) {
      throw new IllegalArgumentException("the secret of page tokens is too short");
    }
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /// A token of at most [#TOKEN_LIMIT] characters.
  ///
  /// @throws IllegalArgumentException when the payload is longer than [#PAYLOAD_LIMIT] bytes
  public String seal(String scope, String payload) {
    byte[] content = payload.getBytes(StandardCharsets.UTF_8);
    if (content.length > PAYLOAD_LIMIT) {
      throw new IllegalArgumentException("the payload of a page token is too long");
    }
    byte[] token =
        ByteBuffer.allocate(1 + CODE_LENGTH + content.length)
            .put(VERSION)
            .put(code(scope, content))
            .put(content)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /// The payload, or nothing when the token was not sealed here for this scope.
  public Optional<String> open(String scope, String token) {
    if (token.length() > TOKEN_LIMIT) {
      return Optional.empty();
    }
    byte[] sealed = decoded(token);
    if (sealed.length < 1 + CODE_LENGTH || sealed[0] != VERSION) {
      return Optional.empty();
    }
    byte[] code = Arrays.copyOfRange(sealed, 1, 1 + CODE_LENGTH);
    byte[] content = Arrays.copyOfRange(sealed, 1 + CODE_LENGTH, sealed.length);
    return MessageDigest.isEqual(code, code(scope, content))
        ? Optional.of(new String(content, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  /// The token's bytes, or none when it is not in the one form that [#seal] writes.
  private static byte[] decoded(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      boolean canonical =
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token);
      return canonical ? bytes : new byte[0];
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private byte[] code(String scope, byte[] content) {
    byte[] scopeBytes = scope.getBytes(StandardCharsets.UTF_8);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(VERSION);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, scopeBytes.length));
      mac.update(scopeBytes);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
