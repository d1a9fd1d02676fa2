package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of an application's variables, plain ones and secrets. Pure.
final class EnvironmentRules {
  private EnvironmentRules() {}

  /// What a request makes of a map: a map that is left out keeps what was there, an empty one clears
  /// it.
  static Map<String, String> merge(
      Map<String, String> current, @Nullable Map<String, String> asked) {
    if (asked == null) {
      return current;
    }
    asked.keySet().forEach(EnvironmentRules::check);
    return asked;
  }

  /// Rules that need both maps and the instance role.
  static void checkTogether(
      Map<String, String> variables, Map<String, String> secrets, Optional<String> instanceRole) {
    if (!secrets.isEmpty() && instanceRole.isEmpty()) {
      throw ApiErrors.invalidRequest(
          "Instance Role have to be provided if passing in RuntimeEnvironmentSecrets.");
    }
    for (String name : secrets.keySet()) {
      if (variables.containsKey(name)) {
        throw ApiErrors.invalidRequest(
            "The name '"
                + name
                + "' is both in RuntimeEnvironmentVariables and in RuntimeEnvironmentSecrets.");
      }
    }
  }

  private static void check(String name) {
    if (name.equals("PORT") || name.startsWith("AWSAPPRUNNER")) {
      throw ApiErrors.invalidRequest(
          "The environment variable name '"
              + name
              + "' is reserved. Reserved are PORT and names that start with AWSAPPRUNNER.");
    }
    if (name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      throw ApiErrors.invalidRequest(
          "An environment variable name must not contain '=' or a NUL character.");
    }
  }
}
