package dev.pacer.compat.scenarios;

import java.util.List;

/// Every kind of resource has tags; VPC ingress connections show theirs in their own scenario.
final class TagScenarios {
  static final List<Scenario> ALL =
      List.of(
          scenario(
              "a service",
              "CreateService",
              "'ServiceName': 'shop', " + Services.source(Services.MISSING),
              "/Service/ServiceArn"),
          scenario(
              "a connection",
              "CreateConnection",
              "'ConnectionName': 'shop', 'ProviderType': 'GITHUB'",
              "/Connection/ConnectionArn"),
          scenario(
              "an auto scaling configuration",
              "CreateAutoScalingConfiguration",
              "'AutoScalingConfigurationName': 'shop'",
              "/AutoScalingConfiguration/AutoScalingConfigurationArn"),
          scenario(
              "an observability configuration",
              "CreateObservabilityConfiguration",
              "'ObservabilityConfigurationName': 'shop'",
              "/ObservabilityConfiguration/ObservabilityConfigurationArn"),
          scenario(
              "a VPC connector",
              "CreateVpcConnector",
              "'VpcConnectorName': 'shop', 'Subnets': ['subnet-1']",
              "/VpcConnector/VpcConnectorArn"));

  private TagScenarios() {}

  /// @param arn where its ARN is in the answer of its creation
  private static Scenario scenario(String what, String creation, String input, String arn) {
    return Scenario.of(
        what + " keeps its tags",
        aws -> {
          String created =
              aws.call(creation, "{%s, %s}".formatted(input, Tags.AT_CREATION)).at(arn).asString();
          Tags.keeps(aws, created);
        },
        creation,
        "TagResource",
        "UntagResource",
        "ListTagsForResource");
  }
}
