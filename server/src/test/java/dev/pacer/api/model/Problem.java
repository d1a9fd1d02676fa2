package dev.pacer.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a refusal says of a value, derived from the model alone and in the words that App Runner
/// uses.
final class Problem {
  private static final int SHOWN_LENGTH = 200;
  private static final int CARRIED_LENGTH = 3_996;

  private Problem() {}

  /// The text of a refusal. What an answer cannot carry is counted, but not shown.
  static String text(List<String> problems) {
    List<String> shown = new ArrayList<>();
    int length = 0;
    for (String problem : problems) {
      length += problem.length() + 2;
      shown.add(length > CARRIED_LENGTH ? "..." : problem);
      if (length > CARRIED_LENGTH) {
        break;
      }
    }
    String head = problems.size() == 1 ? " validation error" : " validation errors";
    return problems.size() + head + " detected: " + String.join("; ", shown);
  }

  /// The problems with a value at a place; none when it is allowed there.
  static List<String> with(JsonNode value, Place place) {
    List<String> demands = demands(value, place);
    if (place.last() instanceof Step.Key && !demands.isEmpty()) {
      demands = List.of("Map keys must satisfy constraint: " + demands);
    }
    return demands.stream()
        .map(demand ->
            "Value %s at '%s' failed to satisfy constraint: %s"
                .formatted(shown(value, place), place.path(), demand))
        .toList();
  }

  private static List<String> demands(JsonNode value, Place place) {
    Limits limits = place.shape().limits();
    if (value.isNull() || value.isMissingNode()) {
      boolean optional = place.last() instanceof Step.Member(var field) && !field.required();
      return optional ? List.of() : List.of("Member must not be null");
    }
    if (value.isString()) {
      return demands(value.asString(), limits);
    }
    return value.isNumber() ? demands("value", value.asLong(), limits) : List.of();
  }

  private static List<String> demands(String value, Limits limits) {
    int length = value.codePointCount(0, value.length());
    List<String> demands = demands("length", length, limits);
    // What is too long is not matched, so that the work is bounded.
    boolean matched = length <= limits.maximum().orElse(Long.MAX_VALUE);
    limits
        .pattern()
        .filter(pattern -> matched && !Pattern.matches(pattern, value))
        .ifPresent(
            pattern -> demands.add("Member must satisfy regular expression pattern: " + pattern));
    if (!limits.values().isEmpty() && !limits.values().contains(value)) {
      demands.add("Member must satisfy enum value set: " + limits.values());
    }
    return demands;
  }

  private static List<String> demands(String measure, long value, Limits limits) {
    List<String> demands = new ArrayList<>();
    if (value < limits.minimum().orElse(Long.MIN_VALUE)) {
      demands.add(bound(measure, "greater", limits.minimum().getAsLong()));
    }
    if (value > limits.maximum().orElse(Long.MAX_VALUE)) {
      demands.add(bound(measure, "less", limits.maximum().getAsLong()));
    }
    return demands;
  }

  private static String bound(String measure, String side, long bound) {
    return "Member must have %s %s than or equal to %d".formatted(measure, side, bound);
  }

  private static String shown(JsonNode value, Place place) {
    if (value.isNull() || value.isMissingNode()) {
      return "null";
    }
    return place.sensitive() ? "'***'" : "'" + cut(value.asString()) + "'";
  }

  private static String cut(String text) {
    if (text.length() <= SHOWN_LENGTH) {
      return text;
    }
    int end = SHOWN_LENGTH - 3;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + "...";
  }
}
