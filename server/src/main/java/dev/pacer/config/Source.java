package dev.pacer.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks settings up by their key: first among the flags, then in the environment
/// (`PACER_API_PORT` for `api-port`), then in the settings file. Pure.
///
/// @param flags by key
/// @param environment the process's variables
/// @param file the settings file's top-level scalars, by key
record Source(
    Map<String, String> flags, Map<String, String> environment, Map<String, String> file) {
  private static final String PREFIX = "PACER_";

  /// Variables that the launcher reads.
  private static final Set<String> LAUNCHER =
      Set.of("PACER_JAVA_HOME", "PACER_JAVA_OPTIONS", "PACER_CONFIG", "PACER_HOME");

  /// A setting's text and where it was found, for messages.
  record Found(String text, String where) {}

  Optional<Found> find(String key) {
    String variable = PREFIX + key.toUpperCase(Locale.ROOT).replace('-', '_');
    return found(flags.get(key), "--" + key)
        .or(() -> found(environment.get(variable), variable))
        .or(() -> found(file.get(key), "'" + key + "' in the settings file"));
  }

  /// Names that look like settings and are none.
  Set<String> unknown(Set<String> known) {
    Set<String> unknown = new TreeSet<>();
    file.keySet().stream().filter(key -> !known.contains(key)).forEach(unknown::add);
    for (String variable : environment.keySet()) {
      if (variable.startsWith(PREFIX) && !LAUNCHER.contains(variable)) {
        String key = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        if (!known.contains(key)) {
          unknown.add(variable);
        }
      }
    }
    return unknown;
  }

  private static Optional<Found> found(@Nullable String text, String where) {
    return Optional.ofNullable(text).map(value -> new Found(value, where));
  }
}
