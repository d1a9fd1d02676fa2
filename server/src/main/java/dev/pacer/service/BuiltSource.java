package dev.pacer.service;

import java.util.Map;
import java.util.Optional;

/// What a version's image was built from, and what the repository says of running it.
///
/// @param commit the commit, 40 hexadecimal characters; empty for a folder that was sent as it is
/// @param subject the first line of the commit's message; may be empty
/// @param run what the repository's own configuration says; empty when the API says it
public record BuiltSource(String commit, String subject, Optional<Run> run) {

  /// How the application is run.
  ///
  /// @param startCommand empty to run what the image says
  /// @param port where it listens, 1..65535
  /// @param portVariable the name of a variable besides PORT that gets the port
  public record Run(
      Optional<String> startCommand,
      int port,
      Optional<String> portVariable,
      Map<String, String> environment,
      Map<String, String> secrets) {

    public Run {
      environment = Map.copyOf(environment);
      secrets = Map.copyOf(secrets);
    }
  }

  /// The commit as people name it.
  public String shortCommit() {
    return commit.substring(0, Math.min(8, commit.length()));
  }
}
