package dev.pacer.reconcile;

import dev.pacer.support.Deadline;
import java.time.Duration;
import java.time.Instant;

/// How long to wait before the next try of something that failed several times in a row.
///
/// @param failures in a row
/// @param countedAt when the newest of them was counted
/// @param notBefore when the next try may begin
record Backoff(int failures, Instant countedAt, Deadline notBefore) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  static final Backoff NONE = new Backoff(0, Instant.MIN, Deadline.in(Duration.ZERO));

  /// After one more failure, unless it is of the same try as the one counted before: several instances
  /// that were started together fail together.
  ///
  /// @param startedAt when the try began that failed
  Backoff failed(Instant startedAt, Instant now) {
    return startedAt.isBefore(countedAt)
        ? this
        : new Backoff(failures + 1, now, Deadline.in(pauseAfter(failures + 1)));
  }

  boolean allows() {
    return notBefore.hasPassed();
  }

  /// No wait after the first failure, then 1 s, 2 s, 4 s … up to a minute: eight tries in the first
  /// minute, one in each of the later ones. Pure.
  static Duration pauseAfter(int failures) {
    if (failures <= 1) {
      return Duration.ZERO;
    }
    Duration pause = FIRST.multipliedBy(1L << Math.min(failures - 2, 10));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
