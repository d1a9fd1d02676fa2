package dev.pacer.automation.webhook;

import dev.pacer.support.Deadline;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The deliveries of the last day, so that none counts twice; of very many only the newest. Safe for any
/// thread.
final class Deliveries {
  private static final Duration REMEMBERED = Duration.ofDays(1);
  private static final int LONGEST_ID = 200;

  private final int most;
  private final Map<String, Deadline> known = new LinkedHashMap<>();

  /// @param most how many are remembered
  Deliveries(int most) {
    this.most = most;
  }

  /// Notes a delivery.
  ///
  /// @return false when it was noted before
  synchronized boolean isNew(String id) {
    forgetOld();
    String bounded = id.substring(0, Math.min(LONGEST_ID, id.length()));
    return known.putIfAbsent(bounded, Deadline.in(REMEMBERED)) == null;
  }

  private void forgetOld() {
    Iterator<Deadline> oldest = known.values().iterator();
    while (oldest.hasNext() && (oldest.next().hasPassed() || known.size() >= most)) {
      oldest.remove();
    }
  }
}
