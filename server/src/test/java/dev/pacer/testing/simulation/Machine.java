package dev.pacer.testing.simulation;

import java.util.concurrent.TimeUnit;

/// How quick the instances are, and how long the queue is.
///
/// @param start from the decision to the first request that it can take
/// @param wake the same for one that sleeps
/// @param queue requests of a service that may wait
record Machine(long start, long wake, int queue) {
  static final Machine USUAL =
      new Machine(TimeUnit.MILLISECONDS.toMicros(400), TimeUnit.MILLISECONDS.toMicros(5), 10_000);
}
