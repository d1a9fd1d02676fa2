package dev.pacer.compat.clients;

import dev.pacer.compat.Processes;
import dev.pacer.compat.RunningPacer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The six clients. What they are made of is pinned in `compat/clients` and in the POM, except for the
/// AWS CLI v2, which is the system's own.
public final class Clients {
  private static final List<List<String>> PYTHON =
      List.of(
          List.of("python3", "-m", "venv", "environment"),
          List.of("environment/bin/pip", "install", "-q", "-r", "requirements.txt"));
  private static final List<List<String>> JAVASCRIPT =
      List.of(List.of("npm", "ci", "--silent", "--no-audit", "--no-fund"));

  private Clients() {}

  /// Starts all clients, after installing what is missing.
  ///
  /// @param configFile the AWS configuration file with the profiles of the calls to come
  /// @param environment makes a client use that file
  public static List<AwsClient> start(
      RunningPacer server, Path configFile, Map<String, String> environment)
      throws IOException, InterruptedException {
    File python = Installation.of("python", PYTHON).toFile();
    File javascript = Installation.of("javascript", JAVASCRIPT).toFile();
    File go = Installation.of("go", GoToolchain.build()).toFile();
    return List.of(
        CommandLineClient.of("AWS CLI v1", List.of(commandLineV1().toString()), environment),
        commandLineV2(server, environment),
        DriverClient.start(
            "boto3", python, List.of("environment/bin/python", "driver.py"), environment),
        new JavaClient(configFile),
        DriverClient.start(
            "AWS SDK for JavaScript v3", javascript, List.of("node", "driver.js"), environment),
        DriverClient.start("AWS SDK for Go v2", go, List.of("./driver"), environment));
  }

  /// The program of the AWS CLI v1, installed if it is missing.
  public static Path commandLineV1() throws IOException, InterruptedException {
    return Installation.of("python", PYTHON).resolve("environment/bin/aws");
  }

  /// Debian's AWS CLI v2 is older than `endpoint_url` in profiles, so it is told the address.
  private static AwsClient commandLineV2(RunningPacer server, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> program = new ArrayList<>(List.of(findVersionTwo()));
    program.addAll(List.of("--endpoint-url", server.endpoint()));
    return CommandLineClient.of("AWS CLI v2", program, environment);
  }

  private static String findVersionTwo() throws IOException, InterruptedException {
    for (String program : List.of("/usr/local/bin/aws", "/usr/bin/aws")) {
      if (Files.isExecutable(Path.of(program))
          && Processes.output(Map.of(), List.of(program, "--version")).startsWith("aws-cli/2.")) {
        return program;
      }
    }
    throw new IllegalStateException(
        "The AWS CLI v2 is missing. Install it (Debian: apt-get install awscli).");
  }
}
