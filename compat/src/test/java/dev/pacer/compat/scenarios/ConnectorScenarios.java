package dev.pacer.compat.scenarios;

import static dev.pacer.compat.scenarios.Services.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// VPC connectors.
final class ConnectorScenarios {
  private static final String ARN = "VpcConnectorArn";

  static final List<Scenario> ALL =
      List.of(
          Scenario.of(
              "a VPC connector is active at once and named by its full ARN only",
              ConnectorScenarios::life,
              "CreateVpcConnector",
              "DescribeVpcConnector",
              "ListVpcConnectors",
              "DeleteVpcConnector"),
          Scenario.of(
              "a VPC connector in use stays",
              ConnectorScenarios::inUse,
              "CreateVpcConnector",
              "DeleteVpcConnector",
              "CreateService",
              "DescribeService",
              "DeleteService"));

  private ConnectorScenarios() {}

  private static void life(Conversation aws) throws Exception {
    JsonNode connector = create(aws, "net1");
    create(aws, "net2");
    create(aws, "net3");
    assertThat(status(connector)).isEqualTo("ACTIVE");
    assertThat(connector.get("VpcConnectorRevision").asInt()).isEqualTo(1);
    assertThat(connector.get("Subnets").valueStream().map(JsonNode::asString))
        .containsExactly("subnet-1", "subnet-2");
    aws.refuses(Fault.QUOTA, "quota of 3 VPC connectors", "CreateVpcConnector", input("net4"));

    String arn = connector.get(ARN).asString();
    assertThat(describe(aws, arn)).isEqualTo(connector);
    aws.refuses(
        Fault.INVALID_REQUEST,
        "full ARN",
        "DescribeVpcConnector",
        "{'%s': '%s'}".formatted(ARN, arn.replaceAll("/1/.*", "")));
    assertThat(aws.pages("ListVpcConnectors", "{}", "VpcConnectors", 2))
        .extracting(listed -> listed.get("VpcConnectorName").asString())
        .containsExactlyInAnyOrder("net1", "net2", "net3");

    JsonNode deleted = aws.call("DeleteVpcConnector", ARN, arn).get("VpcConnector");
    assertThat(status(deleted)).isEqualTo("INACTIVE");
    assertThat(status(describe(aws, arn))).isEqualTo("INACTIVE");
  }

  private static void inUse(Conversation aws) throws Exception {
    String arn = create(aws, "net1").get(ARN).asString();
    String service =
        Services.failed(
            aws,
            "shop",
            "'NetworkConfiguration': {'EgressConfiguration': {'EgressType': 'VPC', '%s': '%s'}}"
                .formatted(ARN, arn));

    aws.refuses(
        Fault.INVALID_REQUEST,
        "Provided VPC connector arn is being used by other services. ARN: " + arn,
        "DeleteVpcConnector",
        "{'%s': '%s'}".formatted(ARN, arn));

    Services.delete(aws, service);
    aws.call("DeleteVpcConnector", ARN, arn);
  }

  private static JsonNode create(Conversation aws, String name) throws Exception {
    return aws.call("CreateVpcConnector", input(name)).get("VpcConnector");
  }

  private static JsonNode describe(Conversation aws, String arn) throws Exception {
    return aws.call("DescribeVpcConnector", ARN, arn).get("VpcConnector");
  }

  private static String input(String name) {
    return "{'VpcConnectorName': '%s', 'Subnets': ['subnet-1', 'subnet-2']}".formatted(name);
  }
}
