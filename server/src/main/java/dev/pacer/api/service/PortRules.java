package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import org.jspecify.annotations.Nullable;

/// The rule of an application's port, which is text on the wire. Pure.
final class PortRules {
  /// App Runner's port when nothing says otherwise.
  static final int DEFAULT = 8080;

  private PortRules() {}

  static int merge(int current, @Nullable String asked) {
    if (asked == null) {
      return current;
    }
    if (asked.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(asked);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    }
    throw ApiErrors.invalidRequest(
        "The port must be a number from 1 to 65535. Port: '"
            + asked.substring(0, Math.min(20, asked.length()))
            + "'");
  }
}
