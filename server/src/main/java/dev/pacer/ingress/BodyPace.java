package dev.pacer.ingress;

import java.util.concurrent.TimeUnit;

/// Whether a client sends its request's body fast enough, however the body says where it ends: in each
/// stretch of time in which nobody but the client is waited for, a least number of bytes has to come.
/// Without this a byte now and then would hold an instance for as long as the client likes.
final class BodyPace {
  private final long stretch;
  private final long leastBytes;
  private long since;
  private long bytes;

  /// @param stretch nanoseconds
  /// @param leastRate bytes a second over that time; 0 for any
  BodyPace(long stretch, int leastRate) {
    this.stretch = stretch;
    this.leastBytes = (long) (leastRate * (stretch / (double) TimeUnit.SECONDS.toNanos(1)));
  }

  /// Begins another stretch.
  void restart(long now) {
    since = now;
    bytes = 0;
  }

  void took(int count) {
    bytes += count;
  }

  /// Whether a stretch has ended with too little; begins another when it has ended with enough.
  boolean isTooSlow(long now) {
    if (now - since <= stretch) {
      return false;
    }
    if (bytes < leastBytes) {
      return true;
    }
    restart(now);
    return false;
  }
}
