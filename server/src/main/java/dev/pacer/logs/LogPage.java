package dev.pacer.logs;

import java.util.List;

/// Some lines of a stream and where to read on.
///
/// @param lines oldest first
/// @param next the position after the last line: pass it to [LogStore#read] to get what came since
public record LogPage(List<LogLine> lines, long next) {

  public LogPage {
    lines = List.copyOf(lines);
  }
}
