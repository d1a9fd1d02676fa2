package dev.pacer.engine.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/// An archive that is read while it is written, so that it need not fit anywhere. A failure of the
/// writer is one of the reader too: never does a torn archive look like a whole one.
final class TarPipe implements AutoCloseable {
  private static final int CAPACITY = 64 * 1024;

  /// Writes the entries of an archive.
  interface Writer {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  private final Writer writer;
  private final PipedOutputStream out = new PipedOutputStream();
  private final PipedInputStream in;
  private final Thread thread;
  private volatile @Nullable Exception failure;

  private TarPipe(Writer writer) throws IOException {
    this.writer = writer;
    in = new PipedInputStream(out, CAPACITY);
    thread = Thread.ofVirtual().name("build-context").unstarted(this::write);
  }

  static TarPipe of(Writer writer) throws IOException {
    TarPipe pipe = new TarPipe(writer);
    pipe.thread.start();
    return pipe;
  }

  /// The archive's bytes, for one reader.
  InputStream stream() {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        return checked(in.read());
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return checked(in.read(bytes, offset, length));
      }
    };
  }

  /// What ended the writer before its time; null when nothing did.
  @Nullable Exception failure() {
    return failure;
  }

  /// Ends the writer too.
  @Override
  public void close() {
    thread.interrupt();
    try {
      in.close();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private int checked(int read) throws IOException {
    Exception known = failure;
    if (read < 0 && known != null) {
      throw new IOException("The archive broke off", known);
    }
    return read;
  }

  private void write() {
    try (out) {
      try {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        writer.write(tar);
        tar.finish();
        tar.flush();
      } catch (IOException | RuntimeException cause) {
        // Before the end of the stream, so that whoever sees that end sees the failure.
        failure = cause;
      }
    } catch (IOException cause) {
      failure = failure == null ? cause : failure;
    }
  }
}
