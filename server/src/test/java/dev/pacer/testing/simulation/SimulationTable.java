package dev.pacer.testing.simulation;

import java.util.Locale;

/// Prints outcomes as rows of Markdown.
final class SimulationTable {
  private SimulationTable() {}

  static void header() {
    System.out.println(
        "| traffic | by | requests | refused | waited p50 / p99 / max, ms | first new capacity, ms"
            + " | starts | most instances | instance-seconds | of these active |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
  }

  static void row(String traffic, String by, Outcome outcome) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %d | %s / %s / %s | %s | %d | %d | %.0f | %.0f |%n",
        traffic,
        by,
        outcome.requests(),
        outcome.refused(),
        millis(outcome.waitedHalf()),
        millis(outcome.waitedMost99()),
        millis(outcome.waitedLongest()),
        outcome.firstCapacity().isPresent() ? millis(outcome.firstCapacity().getAsLong()) : "",
        outcome.starts(),
        outcome.peak(),
        outcome.provisioned() / 1e6,
        outcome.active() / 1e6);
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.0f", micros / 1e3);
  }
}
