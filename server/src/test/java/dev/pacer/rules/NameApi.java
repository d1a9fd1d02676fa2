package dev.pacer.rules;

import dev.pacer.testing.ApiBed;
import java.util.List;
import java.util.Map;

/// What the operations, members and lists of one kind of resource with unique names are called.
enum NameApi {
  CONNECTION("Connection", "ConnectionSummaryList", "PENDING_HANDSHAKE", "DELETED"),
  CONNECTOR("VpcConnector", "VpcConnectors", "ACTIVE", "INACTIVE");

  private final String noun;
  private final String list;
  private final String created;
  private final String deleted;

  NameApi(String noun, String list, String created, String deleted) {
    this.noun = noun;
    this.list = list;
    this.created = created;
    this.deleted = deleted;
  }

  String noun() {
    return noun;
  }

  /// The member of the list operation's output.
  String list() {
    return list;
  }

  String status(boolean isLiving) {
    return isLiving ? created : deleted;
  }

  Map<String, Object> creation(String name) {
    return switch (this) {
      case CONNECTION -> Map.of("ConnectionName", name, "ProviderType", "GITHUB");
      case CONNECTOR -> Map.of("VpcConnectorName", name, "Subnets", List.of("subnet-1"));
    };
  }

  /// The members of a service that uses the resource. None of these services ever runs.
  Map<String, Object> service(String arn) {
    return switch (this) {
      case CONNECTION ->
          Map.of(
              "SourceConfiguration",
              Map.of(
                  "CodeRepository",
                  Map.of(
                      "RepositoryUrl",
                      "https://github.com/owner/name",
                      "SourceCodeVersion",
                      Map.of("Type", "BRANCH", "Value", "main"),
                      "CodeConfiguration",
                      Map.of("ConfigurationSource", "REPOSITORY")),
                  "AuthenticationConfiguration",
                  Map.of("ConnectionArn", arn)));
      case CONNECTOR ->
          Map.of(
              "SourceConfiguration",
              ApiBed.image("missing:1"),
              "NetworkConfiguration",
              Map.of("EgressConfiguration", Map.of("EgressType", "VPC", "VpcConnectorArn", arn)));
    };
  }
}
