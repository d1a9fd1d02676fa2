package dev.pacer.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The unmodified AWS CLI, installed from PyPI into a virtual environment of the build.
final class AwsCli {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path ENVIRONMENT = RunningPacer.HOME.resolve("compat/target/aws-cli");

  private final RunningPacer server;

  private AwsCli(RunningPacer server) {
    this.server = server;
  }

  static AwsCli of(RunningPacer server) throws IOException, InterruptedException {
    if (!Files.exists(ENVIRONMENT.resolve("bin/aws"))) {
      Processes.output(Map.of(), List.of("python3", "-m", "venv", ENVIRONMENT.toString()));
      Processes.output(
          Map.of(), List.of(ENVIRONMENT.resolve("bin/pip").toString(), "install", "-q", "awscli"));
    }
    return new AwsCli(server);
  }

  /// Runs `aws apprunner …`, which must succeed.
  JsonNode call(String... arguments) throws IOException, InterruptedException {
    return JSON.readTree(Processes.output(server.awsEnvironment(), command(arguments)));
  }

  /// Runs `aws apprunner …`, which must fail.
  ///
  /// @return what it says of the failure
  String refused(String... arguments) throws IOException, InterruptedException {
    Processes.Result result = Processes.run(server.awsEnvironment(), command(arguments));
    if (result.status() == 0) {
      throw new IllegalStateException("was not refused: " + result.output());
    }
    return result.errors();
  }

  /// Describes a service until no operation is in progress.
  JsonNode settled(String serviceArn) throws IOException, InterruptedException {
    while (true) {
      JsonNode service = call("describe-service", "--service-arn", serviceArn).get("Service");
      if (!service.get("Status").asString().equals("OPERATION_IN_PROGRESS")) {
        return service;
      }
    }
  }

  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(ENVIRONMENT.resolve("bin/aws").toString(), "apprunner"));
    command.addAll(List.of(arguments));
    return command;
  }
}
