package dev.pacer.cli;

import dev.pacer.app.AwsProfile;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `pacer logs`: what happened to a service, to one of its deployments, or what it wrote.
@Command(
    name = "logs",
    description = "Print a service's logs.",
    footer = {
      "",
      "Examples:",
      "  pacer logs shop                     what the application wrote",
      "  pacer logs shop --access            the requests that it got",
      "  pacer logs shop --events            what happened to the service",
      "  pacer logs shop --deployment -f     the newest deployment, as it goes on"
    })
final class LogsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SERVICE", description = "The service's name or ARN.")
  private String service = "";

  @ArgGroup private @Nullable Which which;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new lines until interrupted.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "NUMBER",
      description = "How many of the newest lines to begin with (default: 100).")
  private int lines = 100;

  @Option(
      names = "--operation",
      paramLabel = "ID",
      description = "With --deployment: which one (default: the newest).")
  private @Nullable String operation;

  @Option(names = "--region", description = "The service's region (default: us-east-1).")
  private String region = AwsProfile.REGION;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  /// Which log.
  static final class Which {
    @Option(names = "--application", description = "What the application wrote (default).")
    boolean application;

    @Option(names = "--deployment", description = "The newest deployment.")
    boolean deployment;

    @Option(names = "--access", description = "The requests that it got, a line of JSON each.")
    boolean access;

    @Option(names = "--events", description = "What happened to the service.")
    boolean events;

    String log() {
      if (deployment) {
        return "DEPLOYMENT";
      }
      if (access) {
        return "ACCESS";
      }
      return events ? "EVENTS" : "APPLICATION";
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    try (ApiClient client = ApiClient.of(dataDirectory.directory(), region)) {
      Map<String, Object> input = new HashMap<>();
      input.put("Service", service);
      input.put("Log", which == null ? "APPLICATION" : which.log());
      input.put("Lines", lines);
      if (operation != null) {
        input.put("OperationId", operation);
      }
      JsonNode answer = client.call("Pacer.ReadServiceLog", input);
      print(answer);
      if (!follow && answer.get("Events").isEmpty()) {
        System.err.println("This log has no lines yet.");
      }
      while (follow) {
        input.put("NextToken", answer.get("NextToken").asString());
        input.put("WaitSeconds", 20);
        answer = client.call("Pacer.ReadServiceLog", input);
        print(answer);
      }
      return 0;
    }
  }

  private void print(JsonNode answer) {
    if (which != null && which.access) {
      LogLines.printBare(answer, System.out);
    } else {
      LogLines.print(answer, System.out);
    }
  }
}
