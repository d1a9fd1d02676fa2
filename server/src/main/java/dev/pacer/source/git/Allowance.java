package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// What one check-out, with all of its submodules, may still take. Safe for any thread.
final class Allowance {
  /// The largest single object. JGit holds whole objects in memory while it resolves deltas; GitHub takes
  /// no file above 100 MiB.
  private static final long LARGEST_OBJECT = 128L << 20;

  private final long mostBytes;
  private final int mostFiles;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicInteger files = new AtomicInteger();

  Allowance(long mostBytes, int mostFiles) {
    this.mostBytes = mostBytes;
    this.mostFiles = mostFiles;
  }

  /// @throws GitException when that is too much
  void receive(long bytes) {
    if (received.addAndGet(bytes) > mostBytes) {
      throw tooManyBytes();
    }
  }

  /// @throws GitException when that is too much
  void write(long bytes) {
    if (written.addAndGet(bytes) > mostBytes) {
      throw tooManyBytes();
    }
  }

  /// One more file, folder or link.
  ///
  /// @throws GitException when that is too much
  void file() {
    if (files.incrementAndGet() > mostFiles) {
      throw new GitException(
          Kind.TOO_LARGE,
          "The repository has more than "
              + mostFiles
              + " files and folders. Make it smaller, or ask the operator to raise the limit.");
    }
  }

  long largestObject() {
    return Math.min(mostBytes, LARGEST_OBJECT);
  }

  /// How many objects may come: each file is one and its folders are some. Counted because each takes
  /// memory, however small it is.
  long mostObjects() {
    return 10_000L + 4L * mostFiles;
  }

  long received() {
    return received.get();
  }

  int files() {
    return files.get();
  }

  GitException tooManyBytes() {
    return new GitException(
        Kind.TOO_LARGE,
        "The repository is larger than "
            + size(mostBytes)
            + ". Make it smaller, or ask the operator to raise the limit.");
  }

  /// A number of bytes for a person.
  static String size(long bytes) {
    if (bytes >= 10L << 20) {
      return (bytes >> 20) + " MiB";
    }
    return bytes >= 10L << 10 ? (bytes >> 10) + " KiB" : bytes + " bytes";
  }
}
