package dev.pacer.autoscaling;

import dev.pacer.autoscaling.InstanceView.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads and writes the short notation of the tables: `active:3 asleep~40 starting` are an active
/// instance with three requests, a sleeping one that is quiet for 40 s, and one that starts. They are
/// called a, b, c.
final class Example {
  private static final Pattern INSTANCE = Pattern.compile("([a-z]+)(?::(\\d+))?(?:~(\\d+))?");

  private Example() {}

  static List<InstanceView> instances(String text) {
    List<InstanceView> views = new ArrayList<>();
    for (String word : text.isBlank() ? new String[0] : text.trim().split(" +", -1)) {
      Matcher matcher = INSTANCE.matcher(word);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(word);
      }
      views.add(
          new InstanceView(
              String.valueOf((char) ('a' + views.size())),
              State.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
              number(matcher.group(2)),
              Duration.ofSeconds(number(matcher.group(3)))));
    }
    return views;
  }

  /// MaxConcurrency, MinSize and MaxSize: `10 1..5`.
  static ScalingRules rules(String text) {
    String[] parts = text.split(" |\\.\\.", -1);
    return new ScalingRules(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  static ScalingPreferences preferences() {
    return new ScalingPreferences(
        Duration.ofSeconds(10), Duration.ofSeconds(60), Optional.empty(), false, Optional.empty());
  }

  /// Quiet for as long as the instance that was busy last.
  static Observation seen(String instances, int waiting) {
    List<InstanceView> views = instances(instances);
    Duration quiet =
        views.stream().map(InstanceView::quiet).min(Duration::compareTo).orElse(Duration.ZERO);
    return new Observation(views, waiting, Optional.empty(), true, quiet);
  }

  /// For instance `wake b, start 2, sleep a, retire c d`; `nothing`.
  static String written(Decision decision) {
    List<String> parts = new ArrayList<>();
    add(parts, "wake", decision.wake());
    if (decision.start() != 0) {
      parts.add("start " + decision.start());
    }
    add(parts, "sleep", decision.sleep());
    add(parts, "retire", decision.retire());
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }

  private static void add(List<String> parts, String verb, List<String> ids) {
    if (!ids.isEmpty()) {
      parts.add(verb + " " + String.join(" ", ids));
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
