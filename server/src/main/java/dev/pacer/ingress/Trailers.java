package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/// The trailer lines of one chunked body, which were checked already. Grows and is used again.
final class Trailers {
  static final Trailers NONE = new Trailers();

  private byte[] lines = new byte[0];
  private int length;

  @FunctionalInterface
  interface Visitor {
    void field(String name, String value);
  }

  void clear() {
    length = 0;
  }

  void add(byte octet) {
    if (length == lines.length) {
      lines = Arrays.copyOf(lines, Math.max(128, length * 2));
    }
    lines[length++] = octet;
  }

  void forEach(Visitor visitor) {
    new String(lines, 0, length, ISO_8859_1)
        .lines()
        .filter(line -> !line.isEmpty())
        .forEach(line -> {
          int colon = line.indexOf(':');
          visitor.field(line.substring(0, colon), line.substring(colon + 1).strip());
        });
  }
}
