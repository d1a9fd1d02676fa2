package dev.pacer.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Deploys a folder that was committed, through the API like any client would.
final class FolderDeployment {
  private final ApiClient client;
  private final String region;
  private final DeployedSource source;
  private Optional<JsonNode> existing = Optional.empty();

  FolderDeployment(ApiClient client, String region, DeployedSource source) {
    this.client = client;
    this.region = region;
    this.source = source;
  }

  /// Looks whether the service of that name is this folder's, before anything is changed.
  ///
  /// @throws CommandFailedException when it comes from elsewhere, or cannot be deployed to now
  void check() throws InterruptedException {
    existing = describe();
    if (existing.isEmpty()) {
      return;
    }
    JsonNode service = existing.get();
    String url =
        service
            .path("SourceConfiguration")
            .path("CodeRepository")
            .path("RepositoryUrl")
            .asString("");
    if (!url.equals(source.codeRepository().get("RepositoryUrl"))) {
      throw new CommandFailedException(
          "The service "
              + source.service()
              + " is there and comes from elsewhere"
              + (url.isEmpty() ? "" : " (" + url + ")")
              + ". Choose another name with --name.");
    }
    String status = service.get("Status").asString();
    if (!status.equals("RUNNING") && !status.equals("CREATE_FAILED")) {
      throw new CommandFailedException(
          "The service " + source.service() + " is " + status + ". Try again when it is RUNNING.");
    }
  }

  /// Deploys, and shows how it goes on.
  ///
  /// @return the service's URL
  /// @throws CommandFailedException when the new version does not serve
  String run() throws InterruptedException {
    if (existing.isEmpty()) {
      await(create());
    } else {
      deployTo(existing.get());
    }
    return "http://" + describe().orElseThrow().get("ServiceUrl").asString();
  }

  private JsonNode create() throws InterruptedException {
    return client.call(
        "AppRunner.CreateService",
        Map.of(
            "ServiceName",
            source.service(),
            "SourceConfiguration",
            sourceConfiguration(),
            "Tags",
            source.tags()));
  }

  /// An update that only says how it runs takes no new commit, so a deployment follows; a service that
  /// never ran can only be updated, which deploys.
  private void deployTo(JsonNode service) throws InterruptedException {
    String arn = service.get("ServiceArn").asString();
    boolean runs = service.get("Status").asString().equals("RUNNING");
    if (!runs || !isConfiguredAs(service)) {
      await(
          client.call(
              "AppRunner.UpdateService",
              Map.of("ServiceArn", arn, "SourceConfiguration", sourceConfiguration())));
    }
    if (runs) {
      await(client.call("AppRunner.StartDeployment", Map.of("ServiceArn", arn)));
    }
  }

  private void await(JsonNode begun) throws InterruptedException {
    NamedService service = NamedService.find(client, source.service(), region);
    String end = new OperationProgress(service, begun.get("OperationId").asString()).await();
    if (!end.equals("SUCCEEDED")) {
      throw new CommandFailedException(
          "The deployment ended %s; the log above says why.%s"
              .formatted(end, end.startsWith("ROLLBACK") ? " The version before serves on." : ""));
    }
  }

  /// Whether the service has all that is asked for; it also has defaults.
  private boolean isConfiguredAs(JsonNode service) {
    JsonNode now =
        service.path("SourceConfiguration").path("CodeRepository").path("CodeConfiguration");
    JsonNode wanted = JsonMapper.shared().valueToTree(source.configuration());
    return contains(now, wanted);
  }

  private static boolean contains(JsonNode now, JsonNode wanted) {
    return wanted.isObject()
        ? wanted
            .propertyStream()
            .allMatch(member -> contains(now.path(member.getKey()), member.getValue()))
        : now.equals(wanted);
  }

  private Map<String, Object> sourceConfiguration() {
    return Map.of("CodeRepository", source.codeRepository(), "AutoDeploymentsEnabled", false);
  }

  private Optional<JsonNode> describe() throws InterruptedException {
    @Nullable String token = null;
    do {
      JsonNode page =
          client.call(
              "AppRunner.ListServices", token == null ? Map.of() : Map.of("NextToken", token));
      for (JsonNode summary : page.get("ServiceSummaryList")) {
        if (summary.get("ServiceName").asString().equals(source.service())) {
          String arn = summary.get("ServiceArn").asString();
          return Optional.of(
              client.call("AppRunner.DescribeService", Map.of("ServiceArn", arn)).get("Service"));
        }
      }
      token = page.has("NextToken") ? page.get("NextToken").asString() : null;
    } while (token != null);
    return Optional.empty();
  }
}
