package dev.pacer.ingress.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// How long things took, counted in fixed buckets. Safe for any thread; each number is exact, all of
/// them together are no snapshot.
public final class Latencies {
  private static final long[] BOUNDS_MILLIS = {
    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 120_000
  };
  private static final long[] BOUNDS_NANOS = new long[BOUNDS_MILLIS.length];

  static {
    for (int i = 0; i < BOUNDS_MILLIS.length; i++) {
      BOUNDS_NANOS[i] = TimeUnit.MILLISECONDS.toNanos(BOUNDS_MILLIS[i]);
    }
  }

  /// One more than there are bounds: the last takes what is longer than all.
  private final LongAdder[] counts = new LongAdder[BOUNDS_MILLIS.length + 1];

  private final LongAdder nanos = new LongAdder();

  Latencies() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(long duration) {
    int bucket = 0;
    while (bucket < BOUNDS_NANOS.length && duration > BOUNDS_NANOS[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    nanos.add(duration);
  }

  /// How many buckets there are, the one without bound included.
  public static int buckets() {
    return BOUNDS_MILLIS.length + 1;
  }

  /// The longest that a bucket takes, in seconds; infinite for the last.
  public static double bound(int bucket) {
    return bucket < BOUNDS_MILLIS.length ? BOUNDS_MILLIS[bucket] / 1e3 : Double.POSITIVE_INFINITY;
  }

  /// What is in one bucket and in no shorter one.
  public long count(int bucket) {
    return counts[bucket].sum();
  }

  /// All durations together, in seconds.
  public double seconds() {
    return nanos.sum() / 1e9;
  }
}
