package dev.pacer.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals credentials for the store: AES-256 in Galois counter mode under a key of this server. Sealed
/// bytes are bound to their connection's ARN, so that they are worth nothing in another row. Safe for
/// any thread.
public final class CredentialVault {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;

  /// @param secret random bytes, the same over restarts
  public CredentialVault(byte[] secret) {
    try {
      this.key = new SecretKeySpec(MessageDigest.getInstance("SHA-256").digest(secret), "AES");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// The bytes to store.
  public byte[] seal(String connectionArn, Credentials credentials) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, connectionArn, plain(credentials));
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /// What was sealed for that connection.
  ///
  /// @throws IllegalStateException when the bytes are not this server's, of another connection, or
  ///     were changed
  public Credentials open(String connectionArn, byte[] sealed) {
    if (sealed.length < 1 + NONCE_BYTES || sealed[0] != VERSION) {
      throw new IllegalStateException("These are not sealed credentials.");
    }
    byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
    byte[] content = Arrays.copyOfRange(sealed, 1 + NONCE_BYTES, sealed.length);
    return credentials(crypt(Cipher.DECRYPT_MODE, nonce, connectionArn, content));
  }

  private byte[] crypt(int mode, byte[] nonce, String connectionArn, byte[] content) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(connectionArn.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(
          "The credentials of " + connectionArn + " cannot be opened.", failure);
    }
  }

  private static byte[] plain(Credentials credentials) {
    return switch (credentials) {
      case Credentials.Token(String token) -> joined("token", token);
      case Credentials.UserPassword(String user, String password) ->
          joined("password", user, password);
      case Credentials.SshKey(String privateKey) -> joined("ssh", privateKey);
    };
  }

  private static Credentials credentials(byte[] plain) {
    try (DataInputStream input = new DataInputStream(new ByteArrayInputStream(plain))) {
      String kind = input.readUTF();
      return switch (kind) {
        case "token" -> new Credentials.Token(input.readUTF());
        case "password" -> new Credentials.UserPassword(input.readUTF(), input.readUTF());
        case "ssh" -> new Credentials.SshKey(input.readUTF());
        default -> throw new IllegalStateException("Credentials of an unknown kind: " + kind);
      };
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static byte[] joined(String... words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream output = new DataOutputStream(bytes)) {
      for (String word : words) {
        output.writeUTF(word);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toByteArray();
  }
}
