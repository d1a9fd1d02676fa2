package dev.pacer.ingress.http1;

import java.util.Arrays;

/// Where the header lines of one head stand in its bytes. Grows and is used again; never shrinks.
final class HeaderIndex {
  private static final int STRIDE = 4;

  private int count;
  private int[] spans = new int[16 * STRIDE];
  private HeaderName[] names = new HeaderName[16];
  private boolean[] namedByConnection = new boolean[16];

  void clear() {
    Arrays.fill(namedByConnection, 0, count, false);
    count = 0;
  }

  int count() {
    return count;
  }

  void add(HeaderName name, int lineStart, int nameEnd, int valueStart, int valueEnd) {
    if (count == names.length) {
      spans = Arrays.copyOf(spans, spans.length * 2);
      names = Arrays.copyOf(names, count * 2);
      namedByConnection = Arrays.copyOf(namedByConnection, count * 2);
    }
    int at = count * STRIDE;
    spans[at] = lineStart;
    spans[at + 1] = nameEnd;
    spans[at + 2] = valueStart;
    spans[at + 3] = valueEnd;
    names[count++] = name;
  }

  HeaderName name(int header) {
    return names[header];
  }

  int lineStart(int header) {
    return spans[header * STRIDE];
  }

  int nameEnd(int header) {
    return spans[header * STRIDE + 1];
  }

  int valueStart(int header) {
    return spans[header * STRIDE + 2];
  }

  int valueEnd(int header) {
    return spans[header * STRIDE + 3];
  }

  boolean isNamedByConnection(int header) {
    return namedByConnection[header];
  }

  /// Marks the headers whose name stands in `bytes` from `from` to `to`.
  void nameByConnection(byte[] bytes, int from, int to) {
    for (int header = 0; header < count; header++) {
      if (Octets.sameIgnoringCase(bytes, lineStart(header), nameEnd(header), from, to)) {
        namedByConnection[header] = true;
      }
    }
  }
}
