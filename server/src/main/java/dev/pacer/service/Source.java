package dev.pacer.service;

import java.util.Map;
import java.util.Optional;

/// Where a service's application comes from. The kind never changes during a service's life.
public sealed interface Source permits ImageSource, CodeSource {

  /// Where the application listens, 1..65535.
  int port();

  /// Replaces the usual command; split on blanks, no shell.
  Optional<String> startCommand();

  /// Plain variables of the application; values are never logged.
  Map<String, String> environment();

  /// Variables whose values are names of secrets.
  Map<String, String> secrets();

  /// Whether the other source names the same application, whatever else is set differently. By App
  /// Runner's rule the names decide, not what they mean by now.
  boolean namesTheSameAs(Source other);

  /// Whether a change of the source deploys by itself.
  boolean autoDeployments();
}
