package dev.pacer.logs;

import dev.pacer.logs.StreamFiles.Part;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The open end of one stream. Its monitor is held while a line is written, so lines never mix;
/// different streams do not wait for each other.
///
/// Output streams instead of channels, because an interrupt of the writing thread would close a
/// channel.
final class StreamWriter implements AutoCloseable {
  private static final int FILES_KEPT = 2;

  private final Path root;
  private final LogStreamName name;
  private final long bytesPerFile;
  private FileOutputStream file;
  private long offset;
  private long size;
  private Optional<Instant> lastWrite;
  private boolean closed;

  StreamWriter(Path root, LogStreamName name, long bytesPerFile) throws IOException {
    this.root = root;
    this.name = name;
    this.bytesPerFile = bytesPerFile;
    Files.createDirectories(StreamFiles.directory(root, name.group()));
    List<Part> parts = StreamFiles.ofStream(root, name);
    if (!parts.isEmpty()) {
      offset = parts.getLast().offset();
      size = parts.getLast().size();
    }
    List<LogLine> last = StreamReader.tail(root, name, 1).lines();
    lastWrite = last.isEmpty() ? Optional.empty() : Optional.of(last.getLast().at());
    file = open();
    endTornLine();
  }

  /// Writes lines, as many at once as fit into a file.
  ///
  /// @return false when this writer was closed meanwhile and nothing was written
  synchronized boolean append(List<LogLine> lines) throws IOException {
    if (closed) {
      return false;
    }
    ByteArrayOutputStream pending = new ByteArrayOutputStream();
    for (LogLine line : lines) {
      byte[] bytes = line.encoded();
      long before = size + pending.size();
      if (before > 0 && before + bytes.length > bytesPerFile) {
        write(pending.toByteArray());
        pending.reset();
        rotate();
      }
      pending.writeBytes(bytes);
    }
    write(pending.toByteArray());
    lastWrite = Optional.of(lines.getLast().at());
    return true;
  }

  synchronized Optional<Instant> lastWrite() {
    return lastWrite;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    file.close();
  }

  private FileOutputStream open() throws IOException {
    return new FileOutputStream(StreamFiles.path(root, name, offset).toFile(), true);
  }

  /// A full disk can take half a line; cutting it off again needs no space.
  private void write(byte[] bytes) throws IOException {
    try {
      file.write(bytes);
      size += bytes.length;
    } catch (IOException failure) {
      try {
        file.getChannel().truncate(size);
      } catch (IOException second) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
  }

  private void rotate() throws IOException {
    file.close();
    offset += size;
    size = 0;
    file = open();
    List<Part> parts = StreamFiles.ofStream(root, name);
    for (Part old : parts.subList(0, Math.max(0, parts.size() - FILES_KEPT))) {
      Files.deleteIfExists(old.path());
    }
  }

  /// After a crash in the middle of writing, the next line must not be glued to the torn one.
  private void endTornLine() throws IOException {
    if (size > 0 && !StreamReader.endsWithLineFeed(StreamFiles.path(root, name, offset), size)) {
      write(new byte[] {'\n'});
    }
  }
}
