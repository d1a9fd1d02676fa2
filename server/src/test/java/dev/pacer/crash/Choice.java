package dev.pacer.crash;

import java.util.List;

/// Where a server is to die.
///
/// @param point see [CrashPoints#arm]
record Choice(Scenario scenario, String point) {

  /// Reads `SCENARIO:POINT`.
  static Choice parse(String text) {
    String[] parts = text.split(":", 2);
    return new Choice(Scenario.valueOf(parts[0]), parts[1]);
  }

  /// A number may lie behind the last point this time; a name may not.
  boolean isNumber() {
    return point.chars().allMatch(Character::isDigit);
  }

  /// Whether a server stood there.
  ///
  /// @param points as `NUMBER NAME`
  boolean isAmong(List<String> points) {
    return points.stream()
        .anyMatch(found -> found.startsWith(point + " ") || found.endsWith(" " + point));
  }

  @Override
  public String toString() {
    return scenario + ":" + point;
  }
}
