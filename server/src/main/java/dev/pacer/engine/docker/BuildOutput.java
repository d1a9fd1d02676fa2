package dev.pacer.engine.docker;

import dev.pacer.engine.BuildLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Takes what a build prints to its log: as lines, each of bounded length, and no more than a bounded
/// amount of them. For any thread; the log is told by one at a time.
final class BuildOutput {
  private static final int LONGEST_COMMAND = 1000;
  private static final long MEBIBYTE = 1024L * 1024L;

  private final BuildLog log;
  private final int limitMebibytes;
  private long left;

  BuildOutput(BuildLog log, int limitMebibytes) {
    this.log = log;
    this.limitMebibytes = limitMebibytes;
    left = limitMebibytes * MEBIBYTE;
  }

  /// Says which command comes. Never dropped: there are few.
  synchronized void announce(String phase, String command) {
    log.line("[%s] $ %s".formatted(phase, shortened(command)));
  }

  /// What somebody beside the build says, as a line of its own.
  synchronized void line(String text) {
    if (left < 0) {
      return;
    }
    left -= text.length() + 1L;
    log.line(
        left < 0
            ? "The build printed more than %d MiB; what follows is dropped."
                .formatted(limitMebibytes)
            : text);
  }

  /// A reader for the output of one process.
  Part process() {
    return new Part(List.of(), "", _ -> {});
  }

  /// A reader for the output of one shell that runs several commands.
  ///
  /// @param marker what comes before the number of the command that begins
  /// @param begun told of each command as it begins
  Part process(List<String> commands, String marker, Consumer<String> begun) {
    return new Part(commands, marker, begun);
  }

  /// A command as far as it can be told in a line.
  static String shortened(String command) {
    String line = command.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_COMMAND ? line : line.substring(0, LONGEST_COMMAND) + "…";
  }

  private synchronized boolean isFull() {
    return left < 0;
  }

  /// Joins the output of one process to lines. After [#close] nothing of it comes any more.
  final class Part implements LogFrames.OutputReceiver, AutoCloseable {
    private final List<String> commands;
    private final String marker;
    private final Consumer<String> begun;
    private final LineAssembler[] streams = {assembler(), assembler(), assembler()};
    private boolean closed;

    private Part(List<String> commands, String marker, Consumer<String> begun) {
      this.commands = commands;
      this.marker = marker;
      this.begun = begun;
    }

    @Override
    public synchronized void frame(int stream, byte[] payload) {
      if (closed || (marker.isEmpty() && isFull())) {
        return;
      }
      streams[stream].add(Instant.EPOCH, payload, 0);
    }

    void text(String text) {
      frame(1, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        for (LineAssembler stream : streams) {
          stream.end();
        }
      }
      closed = true;
    }

    private LineAssembler assembler() {
      return new LineAssembler((_, text) -> took(text));
    }

    private void took(String text) {
      int at = marker.isEmpty() ? -1 : text.lastIndexOf(marker);
      String number = at < 0 ? "" : text.substring(at + marker.length());
      if (!number.matches("[0-9]{1,6}") || Integer.parseInt(number) >= commands.size()) {
        line(text);
        return;
      }
      if (at > 0) {
        line(text.substring(0, at));
      }
      begun.accept(commands.get(Integer.parseInt(number)));
    }
  }
}
