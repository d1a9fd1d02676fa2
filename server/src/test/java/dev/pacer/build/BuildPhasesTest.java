package dev.pacer.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.BuildRequest.Phase;
import dev.pacer.source.configuration.ConfigurationFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildPhasesTest {
  @Test
  void aRevisedBuildRunsEachCommandFromTheStart() {
    assertThat(phases("python311", "    pre-run: [five]\n"))
        .containsExactly(
            new Phase("PreBuild", List.of("one"), false, true),
            new Phase("Build", List.of("two", "three"), false, true),
            new Phase("PreRun", List.of("five"), false, true),
            new Phase("PostBuild", List.of("four"), false, false));
  }

  @Test
  void anOriginalBuildRunsTheCommandsOfAPhaseInOneShell() {
    assertThat(phases("nodejs16", ""))
        .allMatch(Phase::oneShell)
        .extracting(Phase::name)
        .containsExactly("PreBuild", "Build", "PreRun", "PostBuild");
  }

  @ParameterizedTest
  @CsvSource({"PreBuild, pre_build", "Build, build", "PreRun, pre_run", "PostBuild, post_build"})
  void aFailureNamesAPhaseAsAppRunnerDoes(String phase, String key) {
    assertThat(BuildPhases.key(phase)).isEqualTo(key);
  }

  private static List<Phase> phases(String runtime, String preRun) {
    return BuildPhases.of(
        ConfigurationFile.parse(
            """
            version: 1.0
            runtime: %s
            build:
              commands:
                pre-build: [one]
                build: [two, three]
                post-build: [four]
            run:
            %s    command: app
            """
                .formatted(runtime, preRun)));
  }
}
