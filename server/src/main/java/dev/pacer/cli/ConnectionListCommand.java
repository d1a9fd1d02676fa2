package dev.pacer.cli;

import dev.pacer.app.AwsProfile;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `pacer connection list`.
@Command(
    name = "list",
    description = "Print name, provider and status of each connection of a region.")
final class ConnectionListCommand implements Callable<Integer> {
  @Option(names = "--region", description = "The region (default: us-east-1).")
  private String region = AwsProfile.REGION;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Override
  public Integer call() throws InterruptedException {
    try (ApiClient client = ApiClient.of(dataDirectory.directory(), region)) {
      JsonNode connections =
          client.call("AppRunner.ListConnections", Map.of()).get("ConnectionSummaryList");
      if (connections.isEmpty()) {
        System.err.println("There is no connection in " + region + ".");
      }
      for (JsonNode connection : connections) {
        System.out.printf(
            "%-32s  %-9s  %s%n",
            connection.get("ConnectionName").asString(),
            connection.get("ProviderType").asString(),
            connection.get("Status").asString());
      }
      return 0;
    }
  }
}
