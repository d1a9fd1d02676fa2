package dev.pacer.testing.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Virtual time: what is due is done in order, and nothing takes time but what says so.
final class Timeline {
  private static final Comparator<Event> FIRST_DUE =
      Comparator.comparingLong(Event::at).thenComparingLong(Event::order);

  private final PriorityQueue<Event> events = new PriorityQueue<>(FIRST_DUE);
  private long now;
  private long planned;

  private record Event(long at, long order, Runnable action) {}

  long now() {
    return now;
  }

  void at(long time, Runnable action) {
    events.add(new Event(time, planned++, action));
  }

  void after(long micros, Runnable action) {
    at(now + micros, action);
  }

  /// Until nothing is due any more.
  void run() {
    for (Event next = events.poll(); next != null; next = events.poll()) {
      now = next.at();
      next.action().run();
    }
  }
}
