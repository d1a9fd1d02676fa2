package dev.pacer.engine.docker;

import dev.pacer.engine.LineSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Joins the frames of one of an instance's two streams to lines. Engines split long lines into
/// frames; only the last ends with a line feed.
///
/// A line of more than 16 KiB is handed on in pieces of that size, so that an instance that never
/// ends its line cannot fill the memory. For one thread.
final class LineAssembler {
  static final int LONGEST = 16 * 1024;

  private final LineSink sink;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private Instant startedAt = Instant.EPOCH;
  private boolean continued;

  LineAssembler(LineSink sink) {
    this.sink = sink;
  }

  void add(Instant at, byte[] bytes, int offset) {
    for (int i = offset; i < bytes.length; i++) {
      if (pending.size() == 0) {
        startedAt = at;
      }
      if (bytes[i] == '\n') {
        endLine(at);
      } else {
        if (pending.size() >= LONGEST && !isInsideCharacter(bytes[i])) {
          emit();
          startedAt = at;
          continued = true;
        }
        pending.write(bytes[i]);
      }
    }
  }

  /// Hands on what has no line feed yet: nothing will follow.
  void end() {
    if (pending.size() > 0) {
      emit();
    }
  }

  private void endLine(Instant at) {
    if (pending.size() == 0) {
      startedAt = at;
    }
    if (pending.size() > 0 || !continued) {
      emit();
    }
    continued = false;
  }

  private void emit() {
    String text = pending.toString(StandardCharsets.UTF_8);
    pending.reset();
    sink.line(startedAt, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  /// Pieces end between characters. What is not UTF-8 at all could avoid that for ever, so a few
  /// bytes beyond the limit end a piece anyway.
  private boolean isInsideCharacter(byte next) {
    return (next & 0xC0) == 0x80 && pending.size() < LONGEST + 4;
  }
}
