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

  synchronized boolean knows(String id) {
    forgetOld(most);
    return known.containsKey(bounded(id));
  }

  synchronized void note(String id) {
    forgetOld(most - 1);
    known.put(bounded(id), Deadline.in(REMEMBERED));
  }

  private static String bounded(String id) {
    return id.substring(0, Math.min(LONGEST_ID, id.length()));
  }

  private void forgetOld(int kept) {
    Iterator<Deadline> oldest = known.values().iterator();
    while (oldest.hasNext() && (oldest.next().hasPassed() || known.size() > kept)) {
      oldest.remove();
    }
  }
}
