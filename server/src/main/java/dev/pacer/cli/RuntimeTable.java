package dev.pacer.cli;

import dev.pacer.source.runtime.ListedRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The managed runtimes as a table. Pure.
final class RuntimeTable {
  private RuntimeTable() {}

  /// @param made names of those that have an image that was made here
  static List<String> lines(List<ListedRuntime> runtimes, Set<String> made) {
    List<String> lines = new ArrayList<>();
    lines.add(row("RUNTIME", "VERSION", "HERE", "PUBLIC IMAGE"));
    for (ListedRuntime runtime : runtimes) {
      lines.add(
          row(
              runtime.name(),
              runtime.defaultVersion(),
              here(runtime, made.contains(runtime.name())),
              runtime.image()));
    }
    return lines;
  }

  private static String here(ListedRuntime runtime, boolean made) {
    if (runtime.local().isEmpty()) {
      return "-";
    }
    return (made ? "made: " : "can be made: ") + runtime.local().get().version();
  }

  private static String row(String... cells) {
    return String.format(Locale.ROOT, "%-11s %-8s %-22s %s", (Object[]) cells).stripTrailing();
  }
}
