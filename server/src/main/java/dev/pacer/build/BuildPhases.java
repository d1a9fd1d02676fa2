package dev.pacer.build;

import dev.pacer.engine.BuildRequest.Phase;
import dev.pacer.source.configuration.BuildConfiguration;
import dev.pacer.source.configuration.ManagedRuntime.Kind;
import java.util.List;
import java.util.Map;

/// The phases of a build, under the names that App Runner's log gives them. Pure.
///
/// App Runner runs the commands of an original build twice and carries only `/app` over to the image of a
/// revised one. Here they run once and everything that they left is in the image: whatever works there
/// works here, and what installs into the system besides.
final class BuildPhases {
  private static final Map<String, String> KEYS =
      Map.of(
          "PreBuild", "pre_build",
          "Build", "build",
          "PreRun", "pre_run",
          "PostBuild", "post_build");

  private BuildPhases() {}

  static List<Phase> of(BuildConfiguration configuration) {
    boolean oneShell = configuration.runtime().kind() == Kind.ORIGINAL;
    return List.of(
        new Phase("PreBuild", configuration.preBuild(), oneShell, true),
        new Phase("Build", configuration.build(), oneShell, true),
        new Phase("PreRun", configuration.preRun(), oneShell, true),
        new Phase("PostBuild", configuration.postBuild(), oneShell, false));
  }

  /// A phase as App Runner's failure texts call it.
  static String key(String phase) {
    return KEYS.getOrDefault(phase, phase);
  }
}
