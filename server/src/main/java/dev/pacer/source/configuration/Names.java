package dev.pacer.source.configuration;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What somebody may have meant by a name that is not known. Pure.
final class Names {
  private static final int FARTHEST = 2;
  private static final int LONGEST = 40;

  private Names() {}

  /// A sentence that names the likeliest one, or else all of them.
  static String advice(String written, Collection<String> known) {
    return nearest(written, known)
        .map(name -> "Did you mean '" + name + "'?")
        .orElseGet(() -> "Known are: " + String.join(", ", known) + ".");
  }

  /// The known name that differs only in case and punctuation, or else the one that is an abbreviation
  /// or within two letters of it, the last of equals.
  static Optional<String> nearest(String written, Collection<String> known) {
    String plain = plain(written);
    if (plain.isEmpty() || plain.length() > LONGEST) {
      return Optional.empty();
    }
    String best = "";
    int least = FARTHEST + 1;
    for (String name : known) {
      int distance = distance(plain, plain(name));
      if (distance <= least && distance <= FARTHEST && distance < plain.length()) {
        least = distance;
        best = name;
      }
    }
    if (!best.isEmpty()) {
      return Optional.of(best);
    }
    return known.stream()
        .filter(name -> plain.startsWith(plain(name)) && plain(name).length() >= 3)
        .findFirst();
  }

  static List<String> runtimesOfTheFile() {
    return Arrays.stream(ManagedRuntime.values()).map(ManagedRuntime::fileName).toList();
  }

  static List<String> runtimesOfTheApi() {
    return Arrays.stream(ManagedRuntime.values()).map(ManagedRuntime::apiName).toList();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    Arrays.setAll(above, column -> column);
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced =
            above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, Math.min(above[column], current[column - 1]) + 1);
      }
      above = current;
    }
    return above[right.length()];
  }
}
