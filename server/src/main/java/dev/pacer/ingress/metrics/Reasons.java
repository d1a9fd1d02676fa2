package dev.pacer.ingress.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts by the words of `x-pacer-reason`, of which there are a few dozen. Safe for any thread.
public final class Reasons {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  public void add(String word) {
    counts.computeIfAbsent(word, _ -> new LongAdder()).increment();
  }

  /// The counts so far, by word.
  public Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((word, count) -> sums.put(word, count.sum()));
    return sums;
  }
}
