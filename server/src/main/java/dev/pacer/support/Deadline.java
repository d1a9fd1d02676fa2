package dev.pacer.support;

import java.time.Duration;

/// An instant in this process's future, measured on a clock that nobody sets: when the machine's time
/// jumps, what waits for a deadline neither ends at once nor waits for the jump.
///
/// It means nothing to another process and is not to be stored. Safe for any thread.
public final class Deadline {
  /// Beyond any life of a process, and far enough from an overflow.
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /// Now plus a duration; one of a hundred years or more never passes.
  public static Deadline in(Duration duration) {
    Duration bounded = duration.compareTo(LONGEST) < 0 ? duration : LONGEST;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  public boolean hasPassed() {
    return nanos - System.nanoTime() <= 0;
  }

  /// How long until then; zero when it has passed.
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }
}
