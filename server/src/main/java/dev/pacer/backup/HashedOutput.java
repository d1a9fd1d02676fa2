package dev.pacer.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Passes bytes on, counting and hashing them. Closing it leaves the target open.
final class HashedOutput extends OutputStream {
  private final OutputStream target;
  private final MessageDigest digest;
  private long bytes;

  HashedOutput(OutputStream target) {
    this.target = target;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    target.write(source, offset, length);
    digest.update(source, offset, length);
    bytes += length;
  }

  long bytes() {
    return bytes;
  }

  /// The hash of everything; afterwards it begins anew.
  byte[] sha256() {
    return digest.digest();
  }
}
