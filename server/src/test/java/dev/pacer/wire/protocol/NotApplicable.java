package dev.pacer.wire.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A table of test cases that are not run, each with its reason: a line that begins with `#` is the
/// reason of the lines that follow it.
final class NotApplicable {

  private final Map<String, String> reasons = new LinkedHashMap<>();

  /// @param name the table's file beside the tests' other resources
  NotApplicable(String name) {
    String reason = "";
    for (String line : text(name).lines().toList()) {
      if (line.startsWith("#")) {
        reason = line.substring(1).strip();
      } else if (!line.isBlank() && reasons.put(line.strip(), reason) != null) {
        throw new AssertionError(line + " is listed twice");
      }
    }
  }

  boolean lists(String name) {
    return reasons.containsKey(name);
  }

  Set<String> names() {
    return reasons.keySet();
  }

  private static String text(String name) {
    try (InputStream file = NotApplicable.class.getResourceAsStream("/protocol/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
