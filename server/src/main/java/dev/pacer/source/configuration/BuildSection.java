package dev.pacer.source.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/// What `build` says.
record BuildSection(
    List<String> preBuild,
    List<String> build,
    List<String> postBuild,
    Map<String, String> environment) {

  private static final String NOTHING_TO_BUILD =
      "Write 'build: []' below build.commands when there is nothing to build.";
  private static final BuildSection NONE =
      new BuildSection(List.of(), List.of(), List.of(), Map.of());

  static BuildSection read(Section file, Problems problems) {
    Optional<Node> written = file.required("build", NOTHING_TO_BUILD);
    if (written.isEmpty()) {
      return NONE;
    }
    Optional<Section> section = file.section("build", Set.of("commands", "env"));
    if (section.isEmpty()) {
      return NONE;
    }
    Map<String, String> environment = Variables.ofBuild(section.get().get("env"), problems);
    Optional<Node> commands = section.get().required("commands", NOTHING_TO_BUILD);
    BuildSection phases =
        commands.map(value -> phases(section.get(), value, problems)).orElse(NONE);
    return new BuildSection(phases.preBuild, phases.build, phases.postBuild, environment);
  }

  private static BuildSection phases(Section section, Node value, Problems problems) {
    if (!(value instanceof MappingNode)) {
      List<String> build = Commands.read(Optional.of(value), "build.commands", problems);
      return new BuildSection(List.of(), build, List.of(), Map.of());
    }
    return section
        .section("commands", Set.of("pre-build", "build", "post-build"))
        .map(phases -> phases(phases, problems))
        .orElse(NONE);
  }

  private static BuildSection phases(Section phases, Problems problems) {
    if (!phases.has("build")) {
      var _ = phases.required("build", NOTHING_TO_BUILD);
    }
    return new BuildSection(
        commands(phases, "pre-build", problems),
        commands(phases, "build", problems),
        commands(phases, "post-build", problems),
        Map.of());
  }

  private static List<String> commands(Section phases, String key, Problems problems) {
    return Commands.read(phases.get(key), phases.path(key), problems);
  }
}
