package dev.pacer.cli;

import dev.pacer.app.AwsProfile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a command is told that is about one service of a running server.
final class ServiceArguments {
  @Parameters(paramLabel = "SERVICE", description = "The service's name or ARN.")
  private String service = "";

  @Option(names = "--region", description = "The service's region (default: us-east-1).")
  private String region = AwsProfile.REGION;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  /// @throws CommandFailedException when no server runs
  ApiClient client() {
    return ApiClient.of(dataDirectory.directory(), region);
  }

  /// @throws CommandFailedException when there is no such service
  NamedService find(ApiClient client) throws InterruptedException {
    return NamedService.find(client, service, region);
  }
}
