package dev.pacer.compat.scenarios;

import static dev.pacer.compat.scenarios.Services.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Connections to source providers.
final class ConnectionScenarios {
  static final List<Scenario> ALL =
      List.of(
          Scenario.of(
              "a connection waits for its handshake and is found by its name",
              ConnectionScenarios::life,
              "CreateConnection",
              "ListConnections",
              "DeleteConnection"));

  private ConnectionScenarios() {}

  private static void life(Conversation aws) throws Exception {
    JsonNode connection = create(aws, "hub1", "GITHUB");
    create(aws, "hub2", "BITBUCKET");
    create(aws, "hub3", "GITHUB");
    assertThat(status(connection)).isEqualTo("PENDING_HANDSHAKE");
    aws.refuses(Fault.INVALID_REQUEST, "already exists: hub3.", "CreateConnection", input("hub3"));
    aws.refuses(Fault.QUOTA, "quota of 3 connections", "CreateConnection", input("hub4"));

    assertThat(aws.pages("ListConnections", "{}", "ConnectionSummaryList", 2))
        .extracting(summary -> summary.get("ConnectionName").asString())
        .containsExactlyInAnyOrder("hub1", "hub2", "hub3");
    assertThat(named(aws, "hub2"))
        .extracting(summary -> summary.get("ProviderType").asString())
        .containsExactly("BITBUCKET");

    String arn = connection.get("ConnectionArn").asString();
    JsonNode deleted = aws.call("DeleteConnection", "ConnectionArn", arn).get("Connection");
    assertThat(status(deleted)).isEqualTo("DELETED");
    assertThat(named(aws, "hub1")).isEmpty();
    aws.refuses(Fault.NOT_FOUND, arn, "DeleteConnection", "{'ConnectionArn': '%s'}".formatted(arn));
  }

  /// How clients read a connection, for which there is no describe call.
  private static List<JsonNode> named(Conversation aws, String name) throws Exception {
    String filter = "{'ConnectionName': '%s'}".formatted(name);
    return aws.pages("ListConnections", filter, "ConnectionSummaryList", 1);
  }

  private static JsonNode create(Conversation aws, String name, String provider) throws Exception {
    return aws.call("CreateConnection", input(name).replace("GITHUB", provider)).get("Connection");
  }

  private static String input(String name) {
    return "{'ConnectionName': '%s', 'ProviderType': 'GITHUB'}".formatted(name);
  }
}
