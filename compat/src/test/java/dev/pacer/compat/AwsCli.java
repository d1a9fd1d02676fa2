package dev.pacer.compat;

import dev.pacer.compat.clients.Clients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The AWS CLI v1 as people type it.
final class AwsCli {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RunningPacer server;

  private final Path program;

  private AwsCli(RunningPacer server, Path program) {
    this.server = server;
    this.program = program;
  }

  static AwsCli of(RunningPacer server) throws IOException, InterruptedException {
    return new AwsCli(server, Clients.commandLineV1());
  }

  /// Runs `aws apprunner …`, which must succeed.
  JsonNode call(String... arguments) throws IOException, InterruptedException {
    return JSON.readTree(Processes.output(server.awsEnvironment(), command(arguments)));
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

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "apprunner"));
    command.addAll(List.of(arguments));
    return command;
  }
}
