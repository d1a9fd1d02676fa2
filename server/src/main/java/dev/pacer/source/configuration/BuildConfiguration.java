package dev.pacer.source.configuration;

import dev.pacer.service.CodeValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How a source tree is built and how what was built is run.
///
/// Commands of the build phases are lines for a shell. Nothing is interpolated: values are literal.
///
/// @param runtimeVersion as it was written, such as `3.11`; whether the runtime has it is for the
///     catalogue of runtimes to say
/// @param preRun commands in the image that will run; empty for a runtime of the original kind
/// @param buildEnvironment variables of the build phases and of `preRun`, in their order
/// @param runCommand is split by [dev.pacer.service.CommandLine] and run without a shell
/// @param port what the application listens on, 1 to 65535
/// @param portVariable a variable that gets the port, besides `PORT`
/// @param environment variables of the application, in their order
/// @param secrets variables of the application by name, each with where its value comes from: the ARN
///     of a secret, or the ARN or name of a parameter
/// @param notes what of the file was left aside, a sentence each
public record BuildConfiguration(
    ManagedRuntime runtime,
    Optional<String> runtimeVersion,
    List<String> preBuild,
    List<String> build,
    List<String> postBuild,
    List<String> preRun,
    Map<String, String> buildEnvironment,
    String runCommand,
    int port,
    Optional<String> portVariable,
    Map<String, String> environment,
    Map<String, String> secrets,
    List<String> notes) {

  /// The port of an application that says none.
  public static final int DEFAULT_PORT = 8080;

  public BuildConfiguration {
    preBuild = List.copyOf(preBuild);
    build = List.copyOf(build);
    postBuild = List.copyOf(postBuild);
    preRun = List.copyOf(preRun);
    buildEnvironment = Collections.unmodifiableMap(new LinkedHashMap<>(buildEnvironment));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    secrets = Collections.unmodifiableMap(new LinkedHashMap<>(secrets));
    notes = List.copyOf(notes);
  }

  /// The same from the API, which has one build command, one start command and no build variables.
  /// Variables are in the order of their names.
  ///
  /// @throws ConfigurationException when the runtime is not known or there is no start command
  public static BuildConfiguration of(CodeValues values) {
    List<String> problems = new ArrayList<>();
    Optional<ManagedRuntime> runtime = ManagedRuntime.byApiName(values.runtime());
    if (runtime.isEmpty()) {
      problems.add(
          "CodeConfigurationValues: The runtime '"
              + values.runtime()
              + "' is not known. "
              + Names.advice(values.runtime(), Names.runtimesOfTheApi()));
    }
    String command = values.startCommand().map(String::strip).orElse("");
    if (command.isEmpty()) {
      problems.add(
          "CodeConfigurationValues: There is no start command. Set StartCommand, or put"
              + " apprunner.yaml into the repository and choose the configuration source"
              + " REPOSITORY.");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new BuildConfiguration(
        runtime.orElseThrow(),
        Optional.empty(),
        List.of(),
        values.buildCommand().filter(line -> !line.isBlank()).stream().toList(),
        List.of(),
        List.of(),
        Map.of(),
        command,
        values.port(),
        Optional.empty(),
        new TreeMap<>(values.environment()),
        new TreeMap<>(values.secrets()),
        List.of());
  }
}
