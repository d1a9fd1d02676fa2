package dev.pacer.rules;

import java.util.Map;
import java.util.TreeMap;

/// How often each operation was answered how, so that a reader sees whether random calls reach every
/// rule. Safe for any thread.
final class Tally {
  private static final Map<String, Integer> COUNTS = new TreeMap<>();

  private Tally() {}

  /// @param error the error's name, or the empty text after a success
  static synchronized void count(String operation, String error) {
    COUNTS.merge(operation + (error.isEmpty() ? "" : " " + error), 1, Integer::sum);
  }

  /// What was counted since the last time that somebody asked.
  static synchronized String taken() {
    String counts = COUNTS.toString();
    COUNTS.clear();
    return counts;
  }
}
