package dev.pacer.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The broken constraints found so far, and the one text that reports them all. Every problem is
/// counted, but only as many texts are kept as an answer can carry.
final class Problems {

  private static final int TEXT_LIMIT = AwsException.FRONT_END_MESSAGE_LIMIT - 100;

  private final List<String> texts = new ArrayList<>();
  private int count;
  private int length;

  /// Adds `Value 'value' at 'path' failed to satisfy constraint: demand`.
  ///
  /// @param value the value as it shall be shown, quoted where the text needs quotes
  void add(String value, Path path, String demand) {
    count++;
    if (length >= TEXT_LIMIT) {
      return;
    }
    String text = "Value " + value + " at '" + path + "' failed to satisfy constraint: " + demand;
    length += text.length() + 2;
    texts.add(length <= TEXT_LIMIT ? text : "...");
  }

  /// The whole text, or nothing when no constraint is broken.
  Optional<String> report() {
    if (count == 0) {
      return Optional.empty();
    }
    String announcement =
        count == 1 ? "1 validation error detected: " : count + " validation errors detected: ";
    return Optional.of(announcement + String.join("; ", texts));
  }
}
