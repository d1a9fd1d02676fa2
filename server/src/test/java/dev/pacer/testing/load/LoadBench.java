package dev.pacer.testing.load;

import dev.pacer.testing.load.LoadReport.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Prints the table of `bench/load-during-change`: each change through Pacer, and the update as it is
/// done by hand with nginx and Docker, in one run on one machine.
public final class LoadBench {
  private LoadBench() {}

  /// @param arguments what `pacer` is; requests in a second; seconds before and after each change
  public static void main(String[] arguments) {
    int seconds = Integer.parseInt(arguments[2]);
    LoadRun run =
        new LoadRun(
            Integer.parseInt(arguments[1]),
            Duration.ofSeconds(seconds),
            Duration.ofSeconds(seconds),
            Map.of());
    LoadImage.build("one", "two", "broken");
    System.out.printf(
        "%d requests/s, %d s before and after each change; p50 / p99 / max in ms%n%n",
        run.rate(), seconds);
    System.out.println("| | sent | failed | before | during | afterwards |");
    System.out.println("|---|---|---|---|---|---|");
    try (ServerProcess server = ServerProcess.start(List.of(arguments[0]), directory(), 0)) {
      run.of(Change.UPDATE, server);
      for (Change change : Change.values()) {
        print(change.title(), run.of(change, server).report());
      }
      print("by hand: docker run, nginx -s reload, docker stop", ByHand.update(run));
    }
  }

  private static void print(String title, LoadReport report) {
    System.out.printf(
        "| %s | %d | %d | %s | %s | %s |%n",
        title,
        report.sent(),
        report.lost().size(),
        latencies(report, Phase.STEADY),
        latencies(report, Phase.DURING),
        latencies(report, Phase.AFTERWARDS));
    report.lost().stream().limit(5).forEach(lost -> System.err.println("lost: " + lost));
  }

  private static String latencies(LoadReport report, Phase phase) {
    if (report.versions(phase).isEmpty()) {
      return "none sent";
    }
    return "%.1f / %.1f / %.0f"
        .formatted(
            report.percentile(phase, 50),
            report.percentile(phase, 99),
            report.percentile(phase, 100));
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("load-bench");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
