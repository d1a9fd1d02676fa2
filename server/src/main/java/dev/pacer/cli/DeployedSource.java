package dev.pacer.cli;

import dev.pacer.build.Repositories;
import dev.pacer.source.configuration.ConfigurationFile;
import dev.pacer.source.configuration.ManagedRuntime;
import dev.pacer.source.git.FolderCommits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a deployed folder is to the API.
///
/// @param service the service's name
/// @param repository where the folder is committed to
/// @param configuration the CodeConfiguration
/// @param dockerfile whether the folder's Dockerfile says how it is built
record DeployedSource(
    String service, Path repository, Map<String, Object> configuration, boolean dockerfile) {
  private static final int SHORTEST_NAME = 4;
  private static final int LONGEST_NAME = 40;

  /// What the command line says of building and running.
  static final class Options {
    @Option(
        names = "--runtime",
        paramLabel = "RUNTIME",
        description = "The runtime, in place of an apprunner.yaml.")
    @Nullable String runtime;

    @Option(
        names = "--build",
        paramLabel = "COMMAND",
        description = "With --runtime: how it is built.")
    @Nullable String build;

    @Option(
        names = "--start",
        paramLabel = "COMMAND",
        description = "With --runtime: how it is started.")
    @Nullable String start;

    @Option(
        names = "--port",
        paramLabel = "PORT",
        description = "With --runtime or a Dockerfile: where it listens (default: 8080).")
    @Nullable Integer port;
  }

  /// @throws CommandFailedException when nothing says how the folder is built
  static DeployedSource of(
      Path folder, Path repositories, String region, String service, Options options) {
    Path repository = repositories.resolve(region).resolve(service + ".git");
    if (options.runtime != null) {
      return new DeployedSource(service, repository, values(options), false);
    }
    if (Files.isRegularFile(folder.resolve(ConfigurationFile.NAME))) {
      return new DeployedSource(
          service, repository, Map.of("ConfigurationSource", "REPOSITORY"), false);
    }
    if (Files.isRegularFile(folder.resolve("Dockerfile"))) {
      Map<String, Object> configuration =
          options.port == null
              ? Map.of("ConfigurationSource", "REPOSITORY")
              // The API wants a runtime; the Dockerfile decides.
              : api(Map.of("Runtime", "PYTHON_3", "Port", String.valueOf(options.port)));
      return new DeployedSource(service, repository, configuration, true);
    }
    throw new CommandFailedException(
        "Nothing says how "
            + folder
            + " is built. Write an apprunner.yaml (pacer deploy --help shows one) or a Dockerfile,"
            + " or say --runtime and --start.");
  }

  /// A service's name from the command line, else from the folder's.
  static String serviceName(@Nullable String given, Path folder) {
    if (given != null) {
      return given;
    }
    String name = String.valueOf(folder.getFileName()).replaceAll("[^A-Za-z0-9_-]+", "-");
    name = name.replaceAll("^[^A-Za-z0-9]+", "");
    if (name.length() < SHORTEST_NAME) {
      name = (name + "-app").replaceAll("^-", "");
    }
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  /// The CodeRepository.
  Map<String, Object> codeRepository() {
    return Map.of(
        "RepositoryUrl",
        Repositories.url(repository),
        "SourceCodeVersion",
        Map.of("Type", "BRANCH", "Value", FolderCommits.BRANCH),
        "CodeConfiguration",
        configuration);
  }

  List<Map<String, String>> tags() {
    return dockerfile ? List.of(Map.of("Key", "pacer:build", "Value", "dockerfile")) : List.of();
  }

  private static Map<String, Object> values(Options options) {
    String runtime = String.valueOf(options.runtime);
    Map<String, Object> values = new HashMap<>();
    values.put(
        "Runtime",
        ManagedRuntime.byFileName(runtime)
            .map(ManagedRuntime::apiName)
            .orElseThrow(() ->
                new CommandFailedException(
                    "There is no runtime "
                        + runtime
                        + ". pacer runtime list shows those there are.")));
    if (options.start == null) {
      throw new CommandFailedException(
          "--runtime needs --start as well, such as --start 'python3 app.py'.");
    }
    values.put("StartCommand", options.start);
    if (options.build != null) {
      values.put("BuildCommand", options.build);
    }
    if (options.port != null) {
      values.put("Port", String.valueOf(options.port));
    }
    return api(values);
  }

  private static Map<String, Object> api(Map<String, Object> values) {
    return Map.of("ConfigurationSource", "API", "CodeConfigurationValues", values);
  }
}
