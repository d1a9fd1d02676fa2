package dev.pacer.compat.scenarios;

import static dev.pacer.compat.scenarios.Services.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.compat.SampleImages;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// VPC ingress connections.
final class IngressScenarios {
  private static final String ARN = "VpcIngressConnectionArn";
  private static final String PRIVATE =
      "'NetworkConfiguration': {'IngressConfiguration': {'IsPubliclyAccessible': false}}";

  static final List<Scenario> ALL =
      List.of(
          Scenario.of(
              "a VPC ingress connection leads to a private service",
              IngressScenarios::life,
              "CreateVpcIngressConnection",
              "DescribeVpcIngressConnection",
              "UpdateVpcIngressConnection",
              "ListVpcIngressConnections",
              "DeleteVpcIngressConnection",
              "TagResource",
              "UntagResource",
              "ListTagsForResource",
              "CreateService",
              "DescribeService",
              "DeleteService"));

  private IngressScenarios() {}

  private static void life(Conversation aws) throws Exception {
    String service = Services.running(aws, "shop", SampleImages.WEB, PRIVATE);
    JsonNode created =
        aws.call(
                "CreateVpcIngressConnection",
                "{%s, %s}".formatted(input(service, "door", "vpce-1"), Tags.AT_CREATION))
            .get("VpcIngressConnection");
    assertThat(status(created)).isEqualTo("PENDING_CREATION");
    String arn = created.get(ARN).asString();
    JsonNode available = settled(aws, arn);
    assertThat(status(available)).isEqualTo("AVAILABLE");
    String host = available.get("DomainName").asString();
    assertThat(aws.ground().server().fetch(host, "/")).contains("version one");
    aws.refuses(
        Fault.QUOTA,
        "quota of 1 VPC ingress connections",
        "CreateVpcIngressConnection",
        "{%s}".formatted(input(service, "gate", "vpce-1")));
    Tags.keeps(aws, arn);

    aws.call(
        "UpdateVpcIngressConnection",
        "{'%s': '%s', 'IngressVpcConfiguration': {'VpcId': 'vpc-1', 'VpcEndpointId': 'vpce-2'}}"
            .formatted(ARN, arn));
    assertThat(settled(aws, arn).at("/IngressVpcConfiguration/VpcEndpointId").asString())
        .isEqualTo("vpce-2");
    pages(aws, service, arn);
    aws.refuses(
        Fault.INVALID_STATE,
        "You cannot delete a Service while it has VpcIngressConnections with a status of AVAILABLE."
            + " Service Arn: %s VpcIngressConnection Arn: %s".formatted(service, arn),
        "DeleteService",
        "{'ServiceArn': '%s'}".formatted(service));

    JsonNode deleted = aws.call("DeleteVpcIngressConnection", ARN, arn);
    assertThat(status(deleted.get("VpcIngressConnection"))).isEqualTo("PENDING_DELETION");
    assertThat(status(settled(aws, arn))).isEqualTo("DELETED");
    assertThat(listed(aws, "{'Filter': {'ServiceArn': '%s'}}".formatted(service))).isEmpty();
    Services.delete(aws, service);
  }

  private static void pages(Conversation aws, String shop, String shopDoor) throws Exception {
    String blog = Services.running(aws, "blog", SampleImages.WEB, PRIVATE);
    String blogDoor =
        aws.call("CreateVpcIngressConnection", "{%s}".formatted(input(blog, "back", "vpce-1")))
            .at("/VpcIngressConnection/" + ARN)
            .asString();

    assertThat(listed(aws, "{}")).containsExactlyInAnyOrder(blogDoor, shopDoor);
    assertThat(listed(aws, "{'Filter': {'ServiceArn': '%s'}}".formatted(shop)))
        .containsExactly(shopDoor);
    assertThat(listed(aws, "{'Filter': {'VpcEndpointId': 'vpce-1'}}")).containsExactly(blogDoor);
    settled(aws, blogDoor);
    aws.call("DeleteVpcIngressConnection", ARN, blogDoor);
  }

  private static List<String> listed(Conversation aws, String input) throws Exception {
    return aws
        .pages("ListVpcIngressConnections", input, "VpcIngressConnectionSummaryList", 1)
        .stream()
        .map(summary -> summary.get(ARN).asString())
        .toList();
  }

  private static String input(String service, String name, String endpoint) {
    return """
    'ServiceArn': '%s', 'VpcIngressConnectionName': '%s',
    'IngressVpcConfiguration': {'VpcId': 'vpc-1', 'VpcEndpointId': '%s'}
    """
        .formatted(service, name, endpoint);
  }

  private static JsonNode settled(Conversation aws, String arn) {
    return aws.await(
        () -> aws.call("DescribeVpcIngressConnection", ARN, arn).get("VpcIngressConnection"),
        connection -> !status(connection).startsWith("PENDING_"));
  }
}
