package dev.pacer.reconcile;

import java.time.Duration;
import java.time.Instant;

/// How long to wait before the next try of something that failed several times in a row. Pure.
///
/// @param failures in a row
/// @param notBefore when the next try may begin
record Backoff(int failures, Instant notBefore) {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  static final Backoff NONE = new Backoff(0, Instant.EPOCH);

  /// After one more failure: no wait after the first, then 1 s, 2 s, 4 s … up to a minute.
  Backoff failed(Instant now) {
    if (failures == 0) {
      return new Backoff(1, now);
    }
    Duration wait = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
    return new Backoff(failures + 1, now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST));
  }

  boolean allows(Instant now) {
    return !now.isBefore(notBefore);
  }
}
