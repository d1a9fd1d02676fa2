package dev.pacer.engine.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rules of a `.dockerignore`: the last one that matches a path, or a folder that it is in,
/// decides. Pure, for any thread.
///
/// @param rules in their order
record DockerIgnore(List<Rule> rules) implements TreeArchive.Filter {
  static final String NAME = ".dockerignore";

  private static final int MOST_RULES = 1000;

  /// @param exception whether it takes in again what an earlier one left out
  record Rule(GlobPattern pattern, boolean exception) {}

  DockerIgnore {
    rules = List.copyOf(rules);
  }

  /// @throws IllegalArgumentException when there are too many rules, or one is no pattern
  static DockerIgnore of(List<String> lines) {
    List<Rule> rules = new ArrayList<>();
    for (String line : lines) {
      String text = line.startsWith("#") ? "" : line.strip();
      boolean exception = text.startsWith("!");
      String pattern = clean(exception ? text.substring(1).strip() : text);
      if (!pattern.isEmpty()) {
        rules.add(new Rule(GlobPattern.of(pattern), exception));
      }
    }
    if (rules.size() > MOST_RULES) {
      throw new IllegalArgumentException("%s has more than %d rules.".formatted(NAME, MOST_RULES));
    }
    return new DockerIgnore(rules);
  }

  /// The two files that the engine itself needs always go along.
  @Override
  public boolean takes(String path) {
    return path.equals("Dockerfile") || path.equals(NAME) || !isIgnored(path);
  }

  @Override
  public boolean looksInto(String folder) {
    return takes(folder) || rules.stream().anyMatch(Rule::exception);
  }

  private boolean isIgnored(String path) {
    boolean ignored = false;
    for (Rule rule : rules) {
      // A rule that would not change anything need not be asked.
      if (rule.exception() == ignored && matches(rule.pattern(), path)) {
        ignored = !ignored;
      }
    }
    return ignored;
  }

  private static boolean matches(GlobPattern pattern, String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (pattern.matches(path.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /// As a path from the folder: without slashes at its ends, without `.` and `..`.
  private static String clean(String pattern) {
    String path = Path.of("/" + pattern).normalize().toString();
    return path.substring(1);
  }
}
