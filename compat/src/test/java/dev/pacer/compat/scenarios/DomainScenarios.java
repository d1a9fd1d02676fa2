package dev.pacer.compat.scenarios;

import static dev.pacer.compat.scenarios.Services.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.compat.SampleImages;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Custom domains. Their statuses are in lower case on the wire, whatever the model says.
final class DomainScenarios {
  static final List<Scenario> ALL =
      List.of(
          Scenario.of(
              "a custom domain becomes active when its records are published",
              DomainScenarios::life,
              "AssociateCustomDomain",
              "DescribeCustomDomains",
              "DisassociateCustomDomain",
              "CreateService",
              "DescribeService"));

  private DomainScenarios() {}

  private static void life(Conversation aws) throws Exception {
    String service = Services.running(aws, "shop", SampleImages.WEB);
    JsonNode associated = aws.call("AssociateCustomDomain", input(service, "shop.example"));
    assertThat(status(associated.get("CustomDomain"))).isEqualTo("creating");
    assertThat(associated.get("VpcDNSTargets").isEmpty()).isTrue();
    aws.call("AssociateCustomDomain", input(service, "api.example"));
    aws.refuses(
        Fault.INVALID_REQUEST,
        "shop.example is already associated with",
        "AssociateCustomDomain",
        input(service, "shop.example"));

    assertThat(
            aws.pages(
                "DescribeCustomDomains",
                "{'ServiceArn': '%s'}".formatted(service),
                "CustomDomains",
                1))
        .extracting(domain -> domain.get("DomainName").asString())
        .containsExactlyInAnyOrder("api.example", "shop.example");

    JsonNode pending =
        aws.await(
            () -> find(aws, service, "shop.example"), found -> !status(found).equals("creating"));
    assertThat(status(pending)).isEqualTo("pending_certificate_dns_validation");
    JsonNode records = pending.get("CertificateValidationRecords");
    assertThat(records.valueStream())
        .hasSize(3)
        .extracting(Services::status)
        .containsOnly("PENDING_VALIDATION");
    for (JsonNode record : records) {
      aws.ground().dns().publish(record.get("Name").asString(), record.get("Value").asString());
    }
    aws.await(() -> find(aws, service, "shop.example"), found -> status(found).equals("active"));

    JsonNode left = aws.call("DisassociateCustomDomain", input(service, "shop.example"));
    assertThat(status(left.get("CustomDomain"))).isEqualTo("deleting");
    assertThat(left.get("DNSTarget")).isEqualTo(associated.get("DNSTarget"));
    aws.await(() -> find(aws, service, "shop.example"), JsonNode::isMissingNode);
    aws.refuses(
        Fault.INVALID_REQUEST,
        "No custom domain shop.example found for the provided service",
        "DisassociateCustomDomain",
        input(service, "shop.example"));
  }

  private static JsonNode find(Conversation aws, String service, String name) throws Exception {
    return aws.call("DescribeCustomDomains", "ServiceArn", service)
        .get("CustomDomains")
        .valueStream()
        .filter(domain -> domain.get("DomainName").asString().equals(name))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  private static String input(String service, String name) {
    return "{'ServiceArn': '%s', 'DomainName': '%s'}".formatted(service, name);
  }
}
