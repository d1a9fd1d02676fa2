package dev.pacer.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the few tar archives that engines want as build contexts: plain files, short names.
public final class Tar {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public void add(String name, byte[] content, int mode) {
    byte[] header = new byte[BLOCK];
    text(header, 0, name);
    text(header, 100, "%07o".formatted(mode));
    text(header, 108, "0000000");
    text(header, 116, "0000000");
    text(header, 124, "%011o".formatted(content.length));
    text(header, 136, "00000000000");
    text(header, 148, " ".repeat(8));
    text(header, 156, "0");
    text(header, 257, "ustar");
    text(header, 263, "00");
    int checksum = 0;
    for (byte value : header) {
      checksum += value & 0xff;
    }
    text(header, 148, "%06o\0 ".formatted(checksum));
    out.writeBytes(header);
    out.writeBytes(content);
    out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  /// The whole archive.
  public byte[] finished() {
    out.writeBytes(new byte[2 * BLOCK]);
    return out.toByteArray();
  }

  private static void text(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
