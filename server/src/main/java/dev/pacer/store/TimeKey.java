package dev.pacer.store;

import java.time.Instant;
import java.util.Optional;

/// The place of a row in a list that is ordered by time and then by id. It stays valid when rows
/// before or after it come and go.
record TimeKey(long millis, String id) {

  TimeKey(Instant time, String id) {
    this(time.toEpochMilli(), id);
  }

  /// The place to go on after; the very beginning when there is none.
  static TimeKey after(Optional<String> text) {
    return text.map(TimeKey::parse).orElse(new TimeKey(Long.MIN_VALUE, ""));
  }

  /// The place to go on before, for lists with the newest first.
  static TimeKey before(Optional<String> text) {
    return text.map(TimeKey::parse).orElse(new TimeKey(Long.MAX_VALUE, ""));
  }

  String text() {
    return millis + ":" + id;
  }

  private static TimeKey parse(String text) {
    int colon = text.indexOf(':');
    return new TimeKey(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
  }
}
