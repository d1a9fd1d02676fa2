package dev.pacer.automation;

import dev.pacer.support.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// When each place is looked at next: every interval, at times that spread by themselves, and less and
/// less often while it fails. Safe for any thread.
final class PollSchedule {
  /// The longest pause after failures, unless the interval is longer.
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Duration interval;
  private final Map<Place, Next> places = new HashMap<>();

  /// @param failures in a row
  /// @param looking whether somebody is looking just now
  private record Next(Deadline due, int failures, boolean looking) {}

  PollSchedule(Duration interval) {
    this.interval = interval;
  }

  /// The places that are due, for a caller that looks at them and says how it went. Others than the
  /// wanted ones are forgotten; new ones come within the interval.
  synchronized List<Place> due(Set<Place> wanted) {
    places.keySet().retainAll(wanted);
    List<Place> due = new ArrayList<>();
    for (Place place : wanted) {
      Next next = places.computeIfAbsent(place, _ -> first());
      if (!next.looking() && next.due().hasPassed()) {
        places.put(place, new Next(next.due(), next.failures(), true));
        due.add(place);
      }
    }
    return due;
  }

  synchronized void looked(Place place, boolean succeeded) {
    places.computeIfPresent(
        place,
        (_, next) -> {
          int failures = succeeded ? 0 : next.failures() + 1;
          double random = ThreadLocalRandom.current().nextDouble();
          return new Next(Deadline.in(pause(interval, failures, random)), failures, false);
        });
  }

  private Next first() {
    long millis = ThreadLocalRandom.current().nextLong(Math.max(1, interval.toMillis()));
    return new Next(Deadline.in(Duration.ofMillis(millis)), 0, false);
  }

  /// Doubled with each failure in a row, and up to a tenth shorter or longer. Pure.
  ///
  /// @param random 0..1
  static Duration pause(Duration interval, int failures, double random) {
    Duration longest = interval.compareTo(LONGEST) > 0 ? interval : LONGEST;
    Duration pause = interval.multipliedBy(1L << Math.min(failures, 20));
    Duration bounded = pause.compareTo(longest) > 0 ? longest : pause;
    return Duration.ofMillis((long) (bounded.toMillis() * (0.9 + 0.2 * random)));
  }
}
