package dev.pacer.compat.scenarios;

import static dev.pacer.compat.scenarios.Services.settled;
import static dev.pacer.compat.scenarios.Services.source;
import static dev.pacer.compat.scenarios.Services.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.compat.SampleImages;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Calls that are refused, and what clients are told.
final class RefusalScenarios {
  static final List<Scenario> ALL =
      List.of(
          Scenario.of(
              "a call during an operation is refused",
              RefusalScenarios::busy,
              "CreateService",
              "DescribeService",
              "DeleteService"),
          Scenario.of(
              "a service that failed to create can be tried again and deleted, and no more",
              RefusalScenarios::createFailed,
              "CreateService",
              "DescribeService",
              "UpdateService",
              "DeleteService"),
          Scenario.of(
              "no two services have one name, and an account has no more than its quota",
              RefusalScenarios::namesAndQuota,
              "CreateService",
              "ListServices"),
          Scenario.of(
              "all broken constraints are told in one message", RefusalScenarios::constraints),
          Scenario.of("whoever does not hold the secret is refused", RefusalScenarios::signatures),
          Scenario.of("what does not exist is not found", RefusalScenarios::notFound),
          Scenario.of(
              "a page token is good for nothing else",
              RefusalScenarios::pageTokens,
              "CreateConnection",
              "ListConnections"));

  private RefusalScenarios() {}

  /// An application that never listens keeps the operation going until its start-up window ends.
  private static void busy(Conversation aws) throws Exception {
    String arn = Services.create(aws, "shop", SampleImages.DEAF);

    aws.refuses(
        Fault.INVALID_STATE,
        "Service cannot be deleted in the current state: OPERATION_IN_PROGRESS.",
        "DeleteService",
        "{'ServiceArn': '%s'}".formatted(arn));

    assertThat(status(settled(aws, arn))).isEqualTo("CREATE_FAILED");
    Services.delete(aws, arn);
  }

  private static void createFailed(Conversation aws) throws Exception {
    String arn = Services.failed(aws, "shop");
    String input = "{'ServiceArn': '%s'}".formatted(arn);

    aws.refuses(
        Fault.INVALID_STATE,
        "Service cannot be paused in the current state: CREATE_FAILED.",
        "PauseService",
        input);
    aws.refuses(
        Fault.INVALID_STATE,
        "Service cannot be resumed in the current state: CREATE_FAILED.",
        "ResumeService",
        input);
    aws.refuses(
        Fault.INVALID_REQUEST,
        "Can't start a deployment on the specified service, because it isn't in RUNNING state.",
        "StartDeployment",
        input);
    aws.call("UpdateService", input);
    assertThat(status(settled(aws, arn))).isEqualTo("CREATE_FAILED");
    Services.delete(aws, arn);
  }

  private static void namesAndQuota(Conversation aws) throws Exception {
    for (String name : List.of("blog", "mail", "shop")) {
      Services.create(aws, name, Services.MISSING);
    }

    String again = "{'ServiceName': '%s', %s}";
    aws.refuses(
        Fault.INVALID_REQUEST,
        "Service with the provided name already exists: shop.",
        "CreateService",
        again.formatted("shop", source(Services.MISSING)));
    aws.refuses(
        Fault.QUOTA,
        "quota of 3 services",
        "CreateService",
        again.formatted("wiki", source(Services.MISSING)));
    assertThat(aws.pages("ListServices", "{}", "ServiceSummaryList", 2))
        .extracting(service -> service.get("ServiceName").asString())
        .containsExactlyInAnyOrder("blog", "mail", "shop");
  }

  /// The text that App Runner itself was seen to answer with.
  private static void constraints(Conversation aws) throws Exception {
    aws.refuses(
        Fault.VALIDATION,
        "2 validation errors detected: ",
        "CreateService",
        "{'ServiceName': 'shop', %s, 'InstanceConfiguration': {'Cpu': '0 vCPU', 'Memory': '0 GB'}}"
            .formatted(source(Services.MISSING)));
    aws.refuses(
        Fault.VALIDATION,
        "1 validation error detected: Value '21' at 'maxResults' failed to satisfy constraint:"
            + " Member must have value less than or equal to 20",
        "ListServices",
        "{'MaxResults': 21}");
  }

  private static void signatures(Conversation aws) throws Exception {
    aws.refusesAs("wrong-secret", Fault.SIGNATURE, "signature", "ListServices", "{}");
    aws.refusesAs("unknown-key", Fault.UNKNOWN_KEY, "security token", "ListServices", "{}");
  }

  private static void notFound(Conversation aws) throws Exception {
    Map<String, String> operations =
        Map.of(
            "DescribeService", "'ServiceArn': '%sservice/shop/%s'",
            "UpdateService", "'ServiceArn': '%sservice/shop/%s', 'InstanceConfiguration': {}",
            "DescribeCustomDomains", "'ServiceArn': '%sservice/shop/%s'",
            "DescribeAutoScalingConfiguration",
                "'AutoScalingConfigurationArn': '%sautoscalingconfiguration/shop/1/%s'",
            "DeleteObservabilityConfiguration",
                "'ObservabilityConfigurationArn': '%sobservabilityconfiguration/shop/1/%s'",
            "DeleteConnection", "'ConnectionArn': '%sconnection/shop/%s'",
            "DescribeVpcConnector", "'VpcConnectorArn': '%svpcconnector/shop/1/%s'",
            "DeleteVpcIngressConnection",
                "'VpcIngressConnectionArn': '%svpcingressconnection/shop/%s'",
            "ListTagsForResource", "'ResourceArn': '%sservice/shop/%s'");
    String world = "arn:aws:apprunner:%s:000000000000:".formatted(aws.ground().region());
    for (Map.Entry<String, String> operation : operations.entrySet()) {
      String input = operation.getValue().formatted(world, "0123456789abcdef".repeat(2));
      aws.refuses(Fault.NOT_FOUND, "does not exist", operation.getKey(), "{" + input + "}");
    }
  }

  private static void pageTokens(Conversation aws) throws Exception {
    for (String name : List.of("hub1", "hub2")) {
      aws.call(
          "CreateConnection", "{'ConnectionName': '%s', 'ProviderType': 'GITHUB'}".formatted(name));
    }
    JsonNode page = aws.call("ListConnections", "{'MaxResults': 1}");
    String token = page.get("NextToken").asString();

    aws.refuses(
        Fault.INVALID_REQUEST,
        "NextToken",
        "ListVpcConnectors",
        "{'MaxResults': 1, 'NextToken': '%s'}".formatted(token));
  }
}
