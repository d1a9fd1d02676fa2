package dev.pacer.source.runtime;

import java.util.List;
import java.util.Optional;

/// How to make a runtime's image from Debian 12 without pulling one. The parts are done in the order of
/// the components, into a new root.
///
/// @param version what the image then has, such as `3.11`; it may differ from the runtime's own
/// @param note what its users should know, such as that another version stands in
/// @param debian packages, those of every runtime included
/// @param npm npm packages to install globally below `/usr/local`, needing no npm in the root;
///     `{architecture}` stands for npm's name of the architecture, see [#npm(String)]
/// @param pip Python packages to install into `/opt/pip` without what they depend on, needing no Python
///     in the root
/// @param setup shell lines to run in the root
public record LocalRecipe(
    String version,
    Optional<String> note,
    List<String> debian,
    List<String> npm,
    List<String> pip,
    List<String> setup) {

  public LocalRecipe {
    debian = List.copyOf(debian);
    npm = List.copyOf(npm);
    pip = List.copyOf(pip);
    setup = List.copyOf(setup);
  }

  /// The npm packages for an architecture, `x64` or `arm64`.
  public List<String> npm(String architecture) {
    return npm.stream().map(spec -> spec.replace("{architecture}", architecture)).toList();
  }

  /// Whether the image has the version that was asked for: its own, or the beginning of it.
  public boolean has(String asked) {
    return RuntimeVersions.isWithin(version, asked);
  }
}
