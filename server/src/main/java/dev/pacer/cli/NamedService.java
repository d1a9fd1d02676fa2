package dev.pacer.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A service of a running server, for commands that people give its name.
record NamedService(ApiClient client, String name, String arn) {
  private static final List<String> UNFINISHED =
      List.of("IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "PENDING");

  /// Finds a service that is not deleted.
  ///
  /// @throws CommandFailedException when there is none
  static NamedService find(ApiClient client, String nameOrArn, String region)
      throws InterruptedException {
    return all(client, "AppRunner.ListServices", Map.of(), "ServiceSummaryList").stream()
        .filter(summary ->
            text(summary, "ServiceName").equals(nameOrArn)
                || text(summary, "ServiceArn").equals(nameOrArn))
        .map(found ->
            new NamedService(client, text(found, "ServiceName"), text(found, "ServiceArn")))
        .findFirst()
        .orElseThrow(() ->
            new CommandFailedException(
                "There is no service " + nameOrArn + " in the region " + region + "."));
  }

  /// The versions that are kept, newest first.
  List<JsonNode> versions() throws InterruptedException {
    return all(
        client,
        "Pacer.ListServiceVersions",
        Map.of("ServiceArn", arn),
        "ServiceVersionSummaryList");
  }

  /// The operation that is going on.
  Optional<JsonNode> unfinishedOperation() throws InterruptedException {
    List<JsonNode> operations = operations();
    return UNFINISHED.stream()
        .flatMap(status ->
            operations.stream().filter(operation -> text(operation, "Status").equals(status)))
        .findFirst();
  }

  /// @throws CommandFailedException when the server does not know it
  String operationStatus(String operationId) throws InterruptedException {
    return operations().stream()
        .filter(operation -> text(operation, "Id").equals(operationId))
        .map(operation -> text(operation, "Status"))
        .findFirst()
        .orElseThrow(() ->
            new CommandFailedException(name + " has no operation " + operationId + " any more."));
  }

  /// The latest operations; older ones have ended.
  private List<JsonNode> operations() throws InterruptedException {
    Map<String, Object> input = Map.of("ServiceArn", arn, "MaxResults", 20);
    return client
        .call("AppRunner.ListOperations", input)
        .get("OperationSummaryList")
        .valueStream()
        .toList();
  }

  private static List<JsonNode> all(
      ApiClient client, String target, Map<String, ?> input, String member)
      throws InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    Map<String, Object> page = new HashMap<>(input);
    JsonNode answer;
    do {
      answer = client.call(target, page);
      answer.get(member).forEach(items::add);
      page.put("NextToken", answer.path("NextToken").asString(""));
    } while (answer.has("NextToken"));
    return items;
  }

  private static String text(JsonNode node, String member) {
    return node.get(member).asString();
  }
}
