package dev.pacer.compat.scenarios;

import static dev.pacer.compat.scenarios.Services.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Auto scaling configurations. Their statuses are in lower case on the wire, whatever the model says.
final class ScalingScenarios {
  private static final String CREATE = "CreateAutoScalingConfiguration";
  private static final String DELETE = "DeleteAutoScalingConfiguration";
  private static final String DESCRIBE = "DescribeAutoScalingConfiguration";
  private static final String ARN = "AutoScalingConfigurationArn";

  static final List<Scenario> ALL =
      List.of(
          Scenario.of(
              "an auto scaling configuration is read by full and partial ARN",
              ScalingScenarios::revisions,
              CREATE,
              DESCRIBE,
              DELETE,
              "ListAutoScalingConfigurations"),
          Scenario.of(
              "the default auto scaling configuration is the account's to choose",
              ScalingScenarios::choosesDefault,
              CREATE,
              DELETE,
              "UpdateDefaultAutoScalingConfiguration",
              "ListServicesForAutoScalingConfiguration",
              "CreateService",
              "DescribeService",
              "DeleteService"));

  private ScalingScenarios() {}

  private static void revisions(Conversation aws) throws Exception {
    JsonNode first = create(aws, "{'AutoScalingConfigurationName': 'busy', 'MaxConcurrency': 5}");
    JsonNode second = create(aws, "{'AutoScalingConfigurationName': 'busy', 'MaxSize': 3}");
    assertThat(status(first)).isEqualTo("active");
    assertThat(first.get("MaxConcurrency").asInt()).isEqualTo(5);
    assertThat(first.get("MaxSize").asInt()).isEqualTo(25);
    assertThat(second.get("AutoScalingConfigurationRevision").asInt()).isEqualTo(2);
    aws.refuses(Fault.QUOTA, "2 revisions", CREATE, "{'AutoScalingConfigurationName': 'busy'}");

    String name = partial(second);
    assertThat(describe(aws, name).get(ARN)).isEqualTo(second.get(ARN));
    assertThat(describe(aws, name + "/1").get(ARN)).isEqualTo(first.get(ARN));
    create(aws, "{'AutoScalingConfigurationName': 'calm'}");
    assertThat(
            aws.pages(
                "ListAutoScalingConfigurations", "{}", "AutoScalingConfigurationSummaryList", 2))
        .extracting(summary -> summary.get("AutoScalingConfigurationName").asString())
        .containsExactlyInAnyOrder("DefaultConfiguration", "busy", "calm");

    String arn = second.get(ARN).asString();
    JsonNode deleted = aws.call(DELETE, ARN, arn).get("AutoScalingConfiguration");
    assertThat(status(deleted)).isEqualTo("inactive");
    assertThat(deleted.get("DeletedAt").asDouble())
        .isGreaterThanOrEqualTo(deleted.get("CreatedAt").asDouble());
    assertThat(status(describe(aws, arn))).isEqualTo("inactive");
    assertThat(describe(aws, name).get(ARN)).isEqualTo(first.get(ARN));
    aws.refuses(Fault.NOT_FOUND, arn, DELETE, "{'%s': '%s'}".formatted(ARN, arn));
  }

  private static void choosesDefault(Conversation aws) throws Exception {
    String chosen = create(aws, "{'AutoScalingConfigurationName': 'busy'}").get(ARN).asString();
    JsonNode made =
        aws.call("UpdateDefaultAutoScalingConfiguration", ARN, chosen)
            .get("AutoScalingConfiguration");
    assertThat(made.get("IsDefault").asBoolean()).isTrue();

    String blog = Services.failed(aws, "blog");
    String shop = Services.failed(aws, "shop");
    assertThat(
            aws.pages(
                "ListServicesForAutoScalingConfiguration",
                "{'%s': '%s'}".formatted(ARN, chosen),
                "ServiceArnList",
                1))
        .extracting(JsonNode::asString)
        .containsExactlyInAnyOrder(blog, shop);
    refusesToDelete(aws, "You can't delete the default auto scaling configuration.", chosen);

    String builtIn = chosen.replaceAll("busy/.*", "DefaultConfiguration");
    aws.call("UpdateDefaultAutoScalingConfiguration", ARN, builtIn);
    refusesToDelete(
        aws,
        "You can't delete the auto scaling configuration. It's used by one or more services. To"
            + " delete it, update the services to use other auto scaling configurations.",
        chosen);

    Services.delete(aws, blog);
    Services.delete(aws, shop);
    JsonNode deleted =
        aws.call(
            DELETE,
            "{'%s': '%s', 'DeleteAllRevisions': true}"
                .formatted(ARN, chosen.replaceAll("busy/.*", "busy")));
    assertThat(status(deleted.get("AutoScalingConfiguration"))).isEqualTo("inactive");
  }

  private static void refusesToDelete(Conversation aws, String text, String arn) throws Exception {
    aws.refuses(Fault.INVALID_REQUEST, text, DELETE, "{'%s': '%s'}".formatted(ARN, arn));
  }

  private static JsonNode create(Conversation aws, String input) throws Exception {
    return aws.call(CREATE, input).get("AutoScalingConfiguration");
  }

  private static JsonNode describe(Conversation aws, String arn) throws Exception {
    return aws.call(DESCRIBE, ARN, arn).get("AutoScalingConfiguration");
  }

  private static String partial(JsonNode configuration) {
    return configuration.get(ARN).asString().replaceAll("/\\d+/[0-9a-f]{32}$", "");
  }
}
