package dev.pacer.logs;

import dev.pacer.logs.StreamFiles.Part;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads streams from their files. Only whole lines are seen: what is being written at the moment
/// comes with the next call.
final class StreamReader {
  private static final int CHUNK = 1024 * 1024;

  private StreamReader() {}

  /// At most `most` lines from a position on. A position before the oldest kept line means that
  /// line, one behind the end means the end.
  static LogPage read(Path root, LogStreamName name, long position, int most) throws IOException {
    List<Part> parts = StreamFiles.ofStream(root, name);
    List<LogLine> lines = new ArrayList<>();
    long next = parts.isEmpty() ? 0 : clamped(position, parts);
    for (Part part : parts) {
      if (next < part.end() && lines.size() < most) {
        next = readPart(part, Math.max(next, part.offset()), most, lines);
      }
    }
    return new LogPage(lines, next);
  }

  /// The last `most` lines.
  static LogPage tail(Path root, LogStreamName name, int most) throws IOException {
    List<Part> parts = StreamFiles.ofStream(root, name);
    if (parts.isEmpty()) {
      return new LogPage(List.of(), 0);
    }
    long end = parts.getLast().end();
    for (long back = 64 * 1024; ; back *= 8) {
      LogPage page = read(root, name, Math.max(0, end - back), Integer.MAX_VALUE);
      int surplus = page.lines().size() - most;
      if (surplus >= 0 || back >= end - parts.getFirst().offset()) {
        return new LogPage(
            page.lines().subList(Math.max(0, surplus), page.lines().size()), page.next());
      }
    }
  }

  static boolean endsWithLineFeed(Path file, long size) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
      opened.seek(size - 1);
      return opened.read() == '\n';
    }
  }

  private static long clamped(long position, List<Part> parts) {
    return Math.clamp(position, parts.getFirst().offset(), parts.getLast().end());
  }

  private static long readPart(Part part, long from, int most, List<LogLine> lines)
      throws IOException {
    long next = from;
    try (RandomAccessFile file = new RandomAccessFile(part.path().toFile(), "r")) {
      next += partOfLineAt(file, from - part.offset(), part.size());
      while (lines.size() < most && next < part.end()) {
        int length = (int) Math.min(CHUNK, part.end() - next);
        byte[] chunk = new byte[length];
        file.seek(next - part.offset());
        file.readFully(chunk);
        int used = split(chunk, most, lines);
        if (used == 0) {
          break;
        }
        next += used;
      }
    } catch (FileNotFoundException | EOFException _) {
      // Rotated away, or cut back after a failed write, since it was listed.
    }
    return next;
  }

  /// How many bytes follow the position until a line begins: 0 unless it is inside of one.
  private static long partOfLineAt(RandomAccessFile file, long position, long size)
      throws IOException {
    if (position == 0) {
      return 0;
    }
    file.seek(position - 1);
    byte[] bytes = new byte[(int) Math.min(CHUNK, size - position + 1)];
    file.readFully(bytes);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return size - position;
  }

  /// Adds the whole lines of a chunk, at most so many that the list has `most`, and returns how many
  /// bytes they take. What is not a line is skipped.
  private static int split(byte[] chunk, int most, List<LogLine> lines) {
    int begin = 0;
    for (int i = 0; i < chunk.length && lines.size() < most; i++) {
      if (chunk[i] == '\n') {
        LogLine.decoded(chunk, begin, i).ifPresent(lines::add);
        begin = i + 1;
      }
    }
    return begin;
  }
}
