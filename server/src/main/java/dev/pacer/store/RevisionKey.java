package dev.pacer.store;

import java.util.Optional;

/// The place of a revision in a list that is ordered by name and number.
record RevisionKey(String name, int number) {

  /// The place to go on after; the very beginning when there is none.
  static RevisionKey after(Optional<String> text) {
    return text.map(RevisionKey::parse).orElse(new RevisionKey("", 0));
  }

  String text() {
    return number + ":" + name;
  }

  private static RevisionKey parse(String text) {
    int colon = text.indexOf(':');
    return new RevisionKey(text.substring(colon + 1), Integer.parseInt(text.substring(0, colon)));
  }
}
