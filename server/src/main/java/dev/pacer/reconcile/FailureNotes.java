package dev.pacer.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps a failure that returns with every run from filling the log: it is news the first time, when
/// its text changes, and again after a while. Safe for any thread.
final class FailureNotes {
  private static final Duration REMINDER = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<String, Note> notes = new ConcurrentHashMap<>();

  private record Note(String text, Instant at) {}

  FailureNotes(InstantSource clock) {
    this.clock = clock;
  }

  /// Whether this failure of that subject should be told.
  boolean isNews(String subject, String text) {
    Note known = notes.get(subject);
    Instant now = clock.instant();
    if (known != null && known.text().equals(text) && now.isBefore(known.at().plus(REMINDER))) {
      return false;
    }
    notes.put(subject, new Note(text, now));
    return true;
  }

  /// The subject works again.
  ///
  /// @return whether a failure of it had been told
  boolean mended(String subject) {
    return notes.remove(subject) != null;
  }
}
