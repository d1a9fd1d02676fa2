package dev.pacer.build;

import dev.pacer.engine.BuildLimits;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// How source trees are built on this server.
///
/// @param limits for each build
/// @param variables for the commands of all builds, such as a package manager's mirror or a proxy; what a
///     repository sets itself stands before them
/// @param authorities a file with certificate authorities, as PEM, that the commands of builds trust
public record BuildSettings(
    BuildLimits limits, Map<String, String> variables, Optional<Path> authorities) {

  public BuildSettings {
    variables = Map.copyOf(variables);
  }
}
