package dev.pacer.wire;

import java.util.ArrayList;
import java.util.List;

/// The constraints in App Runner's words, and which of them a value breaks.
final class Demands {

  static final String NOT_NULL = "Member must not be null";

  private Demands() {}

  /// The demands that a string breaks: length first, then expression, then enumeration. A string
  /// that is too long is not matched against the expression, which bounds the cost.
  static List<String> brokenBy(String value, Constraints constraints) {
    int length = value.codePointCount(0, value.length());
    List<String> broken = brokenBySize(length, constraints);
    if (length <= constraints.maximumLength()) {
      constraints
          .pattern()
          .filter(pattern -> !pattern.matches(value))
          .ifPresent(pattern -> broken.add(ofPattern(pattern.expression())));
    }
    if (!constraints.values().isEmpty() && !constraints.values().contains(value)) {
      broken.add("Member must satisfy enum value set: " + constraints.values());
    }
    return broken;
  }

  /// The demands that an integer breaks.
  static List<String> brokenBy(long value, Constraints constraints) {
    List<String> broken = new ArrayList<>(0);
    if (value < constraints.minimum()) {
      broken.add("Member must have value greater than or equal to " + constraints.minimum());
    }
    if (value > constraints.maximum()) {
      broken.add("Member must have value less than or equal to " + constraints.maximum());
    }
    return broken;
  }

  /// The demands that a string of so many code points, or a container of so many entries, breaks.
  static List<String> brokenBySize(int size, Constraints constraints) {
    List<String> broken = new ArrayList<>(0);
    if (size > constraints.maximumLength()) {
      broken.add("Member must have length less than or equal to " + constraints.maximumLength());
    }
    if (size < constraints.minimumLength()) {
      broken.add("Member must have length greater than or equal to " + constraints.minimumLength());
    }
    return broken;
  }

  /// One demand for what a map's key breaks.
  static String ofKeys(List<String> broken) {
    return "Map keys must satisfy constraint: " + broken;
  }

  private static String ofPattern(String expression) {
    return "Member must satisfy regular expression pattern: " + expression;
  }
}
