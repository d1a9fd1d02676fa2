package dev.pacer.source.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pacer.service.CodeValues;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildConfigurationTest {
  @Test
  void theValuesOfTheApiAreOneBuildCommandAndOneStartCommand() {
    CodeValues values =
        new CodeValues(
            "PYTHON_311",
            Optional.of("pip3 install -r requirements.txt"),
            Optional.of(" python3 server.py "),
            9000,
            Map.of("B", "2", "A", "1"),
            Map.of("S", "arn"));

    BuildConfiguration configuration = BuildConfiguration.of(values);

    assertThat(configuration)
        .isEqualTo(
            new BuildConfiguration(
                ManagedRuntime.PYTHON_311,
                Optional.empty(),
                List.of(),
                List.of("pip3 install -r requirements.txt"),
                List.of(),
                List.of(),
                Map.of(),
                "python3 server.py",
                9000,
                Optional.empty(),
                Map.of("A", "1", "B", "2"),
                Map.of("S", "arn"),
                List.of()));
    assertThat(configuration.environment().keySet()).containsExactly("A", "B");
  }

  @Test
  void aBuildCommandMayBeLeftOut() {
    CodeValues values =
        new CodeValues("GO_1", Optional.of(" "), Optional.of("./app"), 8080, Map.of(), Map.of());

    assertThat(BuildConfiguration.of(values).build()).isEmpty();
  }

  @Test
  void anUnknownRuntimeAndAMissingStartCommandAreBothSaid() {
    CodeValues values =
        new CodeValues("python311", Optional.empty(), Optional.empty(), 8080, Map.of(), Map.of());

    ConfigurationException refusal =
        catchThrowableOfType(ConfigurationException.class, () -> BuildConfiguration.of(values));

    assertThat(refusal.problems())
        .containsExactly(
            "CodeConfigurationValues: The runtime 'python311' is not known. Did you mean"
                + " 'PYTHON_311'?",
            "CodeConfigurationValues: There is no start command. Set StartCommand, or put"
                + " apprunner.yaml into the repository and choose the configuration source"
                + " REPOSITORY.");
  }

  @Test
  void everyRuntimeIsFoundByBothOfItsNames() {
    assertThat(ManagedRuntime.values())
        .allMatch(runtime -> ManagedRuntime.byFileName(runtime.fileName()).orElseThrow() == runtime)
        .allMatch(runtime -> ManagedRuntime.byApiName(runtime.apiName()).orElseThrow() == runtime)
        .allMatch(
            runtime -> runtime.apiName().replace("_", "").equalsIgnoreCase(runtime.fileName()));
  }

  @Test
  void theRuntimesOfAppRunnerAreBuiltAsItBuildsThem() {
    List<String> original =
        List.of(
            "python3",
            "nodejs12",
            "nodejs14",
            "nodejs16",
            "corretto8",
            "corretto11",
            "dotnet6",
            "php81",
            "ruby31",
            "go1");

    assertThat(
            Arrays.stream(ManagedRuntime.values())
                .filter(runtime -> runtime.kind() == ManagedRuntime.Kind.ORIGINAL)
                .map(ManagedRuntime::fileName))
        .containsExactlyInAnyOrderElementsOf(original);
  }
}
