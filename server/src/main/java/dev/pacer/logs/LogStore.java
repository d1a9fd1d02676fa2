package dev.pacer.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Log streams, kept as files below one directory. Safe for any thread; a line can be read as soon
/// as [#append] returned, by other processes too.
///
/// A stream keeps its newest lines: two files of 8 MiB each at most. Positions in a stream stay valid
/// across rotation and restarts.
public final class LogStore implements AutoCloseable {
  /// More lines than this are never returned by one call.
  public static final int MOST_LINES = 10_000;

  private static final Logger log = LoggerFactory.getLogger(LogStore.class);
  private static final long BYTES_PER_FILE = 8L * 1024 * 1024;
  private static final int MOST_OPEN = 256;

  private final Path root;
  private final InstantSource clock;
  private final long bytesPerFile;
  private final AtomicLong lostLines = new AtomicLong();
  private final AtomicLong lostInRow = new AtomicLong();
  // Its monitor guards it: which streams are open, the longest unused first.
  private final SequencedMap<LogStreamName, StreamWriter> writers =
      new LinkedHashMap<>(16, 0.75f, true);

  /// @param root the directory; made when it is first needed
  public LogStore(Path root, InstantSource clock) {
    this(root, clock, BYTES_PER_FILE);
  }

  /// @param bytesPerFile at which size a stream goes on in a new file
  public LogStore(Path root, InstantSource clock, long bytesPerFile) {
    this.root = root;
    this.clock = clock;
    this.bytesPerFile = bytesPerFile;
  }

  /// Adds a line that is written now.
  public void append(LogStreamName name, String text) {
    append(name, clock.instant(), text);
  }

  /// Adds a line. Never throws for want of disk: the line is lost then and counted, and the first
  /// loss of a row of them is logged.
  public void append(LogStreamName name, Instant at, String text) {
    append(name, List.of(new LogLine(at, text)));
  }

  /// Adds lines, oldest first, as [#append(LogStreamName, Instant, String)] adds one; many together
  /// cost hardly more than one.
  public void append(LogStreamName name, List<LogLine> lines) {
    try {
      boolean written = false;
      while (!written) {
        written = writer(name).append(lines);
      }
      reportRecovery();
    } catch (IOException | UncheckedIOException failure) {
      // Opened anew by the next line, which then sees what really is on the disk.
      discard(name);
      reportLoss(lines.size(), failure);
    }
  }

  /// How many lines could not be written since the start.
  public long lostLines() {
    return lostLines.get();
  }

  /// The newest lines of a stream; none when nobody ever wrote to it.
  ///
  /// @throws UncheckedIOException when the files cannot be read
  public LogPage tail(LogStreamName name, int lines) {
    try {
      return StreamReader.tail(root, name, Math.clamp(lines, 0, MOST_LINES));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Lines from a position on, 0 being the oldest that is kept.
  ///
  /// @throws UncheckedIOException when the files cannot be read
  public LogPage read(LogStreamName name, long position, int mostLines) {
    try {
      return StreamReader.read(root, name, position, Math.clamp(mostLines, 0, MOST_LINES));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The time of a stream's newest line, from where to follow its instance again; empty when the
  /// stream has none.
  public Optional<Instant> lastWrite(LogStreamName name) {
    synchronized (writers) {
      StreamWriter writer = writers.get(name);
      if (writer != null) {
        return writer.lastWrite();
      }
    }
    List<LogLine> last = tail(name, 1).lines();
    return last.isEmpty() ? Optional.empty() : Optional.of(last.getLast().at());
  }

  /// The streams of a group, the most recently written first.
  public List<LogStreamSummary> streams(String group) {
    LogStreamName.requireGroup(group);
    Map<String, Instant> activity = new LinkedHashMap<>();
    try {
      for (StreamFiles.Part part : StreamFiles.ofGroup(root, group)) {
        if (part.end() > 0) {
          activity.merge(part.stream(), part.modified(), (a, b) -> a.isAfter(b) ? a : b);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return activity.entrySet().stream()
        .map(entry -> summary(group, entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(LogStreamSummary::lastActivity).reversed())
        .toList();
  }

  @Override
  public void close() {
    synchronized (writers) {
      writers.values().forEach(LogStore::close);
      writers.clear();
    }
  }

  private static LogStreamSummary summary(String group, String stream, Instant lastActivity) {
    return new LogStreamSummary(new LogStreamName(group, stream), lastActivity);
  }

  /// Writers are opened and closed with the map's monitor held, so that a stream never has two.
  private StreamWriter writer(LogStreamName name) throws IOException {
    synchronized (writers) {
      StreamWriter writer = writers.get(name);
      if (writer == null) {
        if (writers.size() >= MOST_OPEN) {
          close(writers.pollFirstEntry().getValue());
        }
        writer = new StreamWriter(root, name, bytesPerFile);
        writers.put(name, writer);
      }
      return writer;
    }
  }

  private void discard(LogStreamName name) {
    synchronized (writers) {
      StreamWriter writer = writers.remove(name);
      if (writer != null) {
        close(writer);
      }
    }
  }

  private static void close(StreamWriter writer) {
    try {
      writer.close();
    } catch (IOException failure) {
      log.atWarn().setCause(failure).log("A log file could not be closed");
    }
  }

  private void reportLoss(int lines, Exception failure) {
    lostLines.addAndGet(lines);
    if (lostInRow.getAndAdd(lines) == 0) {
      log.atWarn()
          .addKeyValue("root", root)
          .addKeyValue("reason", failure)
          .log("Log lines are being lost");
    }
  }

  private void reportRecovery() {
    if (lostInRow.get() > 0) {
      long lost = lostInRow.getAndSet(0);
      log.atInfo().addKeyValue("lost", lost).log("Log lines are written again");
    }
  }
}
