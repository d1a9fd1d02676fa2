package dev.pacer.compat.scenarios;

import static dev.pacer.compat.scenarios.Services.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Observability configurations.
final class ObservabilityScenarios {
  private static final String CREATE = "CreateObservabilityConfiguration";
  private static final String DELETE = "DeleteObservabilityConfiguration";
  private static final String DESCRIBE = "DescribeObservabilityConfiguration";
  private static final String ARN = "ObservabilityConfigurationArn";

  static final List<Scenario> ALL =
      List.of(
          Scenario.of(
              "an observability configuration is read by full and partial ARN",
              ObservabilityScenarios::revisions,
              CREATE,
              DESCRIBE,
              DELETE,
              "ListObservabilityConfigurations"),
          Scenario.of(
              "an observability configuration in use stays",
              ObservabilityScenarios::inUse,
              CREATE,
              DELETE,
              "CreateService",
              "DescribeService",
              "DeleteService"));

  private ObservabilityScenarios() {}

  private static void revisions(Conversation aws) throws Exception {
    JsonNode first = create(aws, "{'ObservabilityConfigurationName': 'spans'}");
    JsonNode second =
        create(
            aws,
            "{'ObservabilityConfigurationName': 'spans',"
                + " 'TraceConfiguration': {'Vendor': 'AWSXRAY'}}");
    assertThat(status(first)).isEqualTo("ACTIVE");
    assertThat(first.has("TraceConfiguration")).isFalse();
    assertThat(second.at("/TraceConfiguration/Vendor").asString()).isEqualTo("AWSXRAY");
    assertThat(second.get("ObservabilityConfigurationRevision").asInt()).isEqualTo(2);
    aws.refuses(Fault.QUOTA, "2 revisions", CREATE, "{'ObservabilityConfigurationName': 'spans'}");

    String name = second.get(ARN).asString().replaceAll("/\\d+/[0-9a-f]{32}$", "");
    assertThat(describe(aws, name).get(ARN)).isEqualTo(second.get(ARN));
    assertThat(describe(aws, name + "/1").get(ARN)).isEqualTo(first.get(ARN));
    create(aws, "{'ObservabilityConfigurationName': 'other'}");
    assertThat(
            aws.pages(
                "ListObservabilityConfigurations",
                "{}",
                "ObservabilityConfigurationSummaryList",
                2))
        .extracting(summary -> summary.get("ObservabilityConfigurationName").asString())
        .containsExactlyInAnyOrder("DefaultConfiguration", "other", "spans");

    JsonNode deleted = aws.call(DELETE, ARN, name).get("ObservabilityConfiguration");
    assertThat(status(deleted)).isEqualTo("INACTIVE");
    assertThat(deleted.get(ARN)).isEqualTo(second.get(ARN));
    assertThat(status(describe(aws, second.get(ARN).asString()))).isEqualTo("INACTIVE");
  }

  private static void inUse(Conversation aws) throws Exception {
    String arn = create(aws, "{'ObservabilityConfigurationName': 'spans'}").get(ARN).asString();
    String service =
        Services.failed(
            aws,
            "shop",
            "'ObservabilityConfiguration': {'ObservabilityEnabled': true, '%s': '%s'}"
                .formatted(ARN, arn));

    aws.refuses(
        Fault.INVALID_REQUEST,
        "It's used by one or more services.",
        DELETE,
        "{'%s': '%s'}".formatted(ARN, arn));

    Services.delete(aws, service);
    aws.call(DELETE, ARN, arn);
  }

  private static JsonNode create(Conversation aws, String input) throws Exception {
    return aws.call(CREATE, input).get("ObservabilityConfiguration");
  }

  private static JsonNode describe(Conversation aws, String arn) throws Exception {
    return aws.call(DESCRIBE, ARN, arn).get("ObservabilityConfiguration");
  }
}
