package dev.pacer.testing.simulation;

import java.util.Arrays;
import java.util.OptionalLong;

/// Counts what happens to one or more services.
final class Tally {
  long requests;
  long refused;
  long unserved;
  long starts;
  long interrupted;
  int peak;
  long provisioned;
  long active;
  OptionalLong firstCapacity = OptionalLong.empty();

  /// Of the requests that waited; all others did not.
  private long[] waits = new long[64];

  private int waited;

  void waited(long micros) {
    if (micros > 0) {
      if (waited == waits.length) {
        waits = Arrays.copyOf(waits, waited * 2);
      }
      waits[waited++] = micros;
    }
  }

  void add(Tally other) {
    requests += other.requests;
    refused += other.refused;
    unserved += other.unserved;
    starts += other.starts;
    interrupted += other.interrupted;
    peak = Math.max(peak, other.peak);
    provisioned += other.provisioned;
    active += other.active;
    for (int index = 0; index < other.waited; index++) {
      waited(other.waits[index]);
    }
  }

  Outcome outcome() {
    long[] sorted = Arrays.copyOf(waits, waited);
    Arrays.sort(sorted);
    return new Outcome(
        requests,
        refused,
        unserved,
        percentile(sorted, 50),
        percentile(sorted, 99),
        percentile(sorted, 100),
        firstCapacity,
        starts,
        peak,
        provisioned,
        active,
        interrupted);
  }

  private long percentile(long[] sorted, int percent) {
    long served = requests - refused - unserved;
    long rank = Math.ceilDiv(served * percent, 100L);
    long withoutWait = served - waited;
    return rank <= withoutWait ? 0 : sorted[(int) (rank - withoutWait - 1)];
  }
}
