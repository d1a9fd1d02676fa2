package dev.pacer.testing.simulation;

import java.util.concurrent.TimeUnit;

/// The pause after starts that failed, as the server makes it: none after the first failure, then 1 s,
/// 2 s, 4 s and so on up to a minute. Starts that began together fail as one.
final class StartPause {
  private int failures;
  private long countedAt = -1;
  private long until;

  boolean isOver(long now) {
    return now >= until;
  }

  void failed(long began, long now) {
    if (began > countedAt) {
      failures++;
      countedAt = now;
      long seconds = failures == 1 ? 0 : Math.min(60, 1L << Math.min(failures - 2, 6));
      until = now + TimeUnit.SECONDS.toMicros(seconds);
    }
  }

  void succeeded() {
    failures = 0;
  }
}
