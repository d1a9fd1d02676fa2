package dev.pacer.compat.scenarios;

import static dev.pacer.compat.scenarios.Services.settled;
import static dev.pacer.compat.scenarios.Services.source;
import static dev.pacer.compat.scenarios.Services.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.compat.SampleImages;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Services and their long operations, with containers.
final class ServiceScenarios {
  static final List<Scenario> ALL =
      List.of(
          Scenario.of(
              "a service lives through all its calls",
              ServiceScenarios::life,
              "CreateService",
              "DescribeService",
              "UpdateService",
              "StartDeployment",
              "PauseService",
              "ResumeService",
              "DeleteService",
              "ListServices",
              "ListOperations"),
          Scenario.of(
              "a new service has App Runner's defaults",
              ServiceScenarios::defaults,
              "CreateService"),
          Scenario.of(
              "an update leaves alone what it does not name",
              ServiceScenarios::partialUpdate,
              "CreateService",
              "DescribeService",
              "UpdateService"));

  private ServiceScenarios() {}

  private static void life(Conversation aws) throws Exception {
    String arn = Services.running(aws, "shop", SampleImages.WEB);
    String url = settled(aws, arn).get("ServiceUrl").asString();
    assertThat(fetch(aws, url)).startsWith("HTTP/1.1 200").contains("version one");

    String update = "{'ServiceArn': '%s', %s}".formatted(arn, source(SampleImages.WEB_TWO));
    JsonNode updated = aws.call("UpdateService", update);
    settled(aws, arn);
    assertThat(fetch(aws, url)).contains("version two");

    aws.call("StartDeployment", "ServiceArn", arn);
    settled(aws, arn);
    assertThat(aws.call("ResumeService", "ServiceArn", arn).has("OperationId")).isFalse();

    aws.call("PauseService", "ServiceArn", arn);
    assertThat(status(settled(aws, arn))).isEqualTo("PAUSED");
    assertThat(fetch(aws, url)).startsWith("HTTP/1.1 404");
    assertThat(aws.call("PauseService", "ServiceArn", arn).has("OperationId")).isFalse();

    aws.call("ResumeService", "ServiceArn", arn);
    assertThat(status(settled(aws, arn))).isEqualTo("RUNNING");
    assertThat(fetch(aws, url)).contains("version two");

    Services.delete(aws, arn);
    aws.refuses(Fault.NOT_FOUND, arn, "DeleteService", "{'ServiceArn': '%s'}".formatted(arn));
    assertThat(aws.call("ListServices", "{}").get("ServiceSummaryList").isEmpty()).isTrue();
    operationsOfThatLife(aws, arn, updated.get("OperationId").asString());
  }

  private static void operationsOfThatLife(Conversation aws, String arn, String updateId)
      throws Exception {
    List<JsonNode> operations =
        aws.pages(
            "ListOperations", "{'ServiceArn': '%s'}".formatted(arn), "OperationSummaryList", 4);

    assertThat(operations)
        .extracting(operation -> operation.get("Type").asString())
        .containsExactly(
            "DELETE_SERVICE",
            "RESUME_SERVICE",
            "PAUSE_SERVICE",
            "START_DEPLOYMENT",
            "UPDATE_SERVICE",
            "CREATE_SERVICE");
    assertThat(operations).extracting(Services::status).containsOnly("SUCCEEDED");
    assertThat(operations.get(4).get("Id").asString()).isEqualTo(updateId);
    assertThat(operations)
        .allSatisfy(operation ->
            assertThat(operation.get("EndedAt").asDouble())
                .isGreaterThanOrEqualTo(operation.get("StartedAt").asDouble()));
  }

  private static void defaults(Conversation aws) throws Exception {
    JsonNode created =
        aws.call(
            "CreateService", "{'ServiceName': 'shop', %s}".formatted(source(Services.MISSING)));

    JsonNode service = created.get("Service");
    assertThat(status(service)).isEqualTo("OPERATION_IN_PROGRESS");
    assertThat(service.at("/InstanceConfiguration/Cpu").asString()).isEqualTo("1024");
    assertThat(service.at("/InstanceConfiguration/Memory").asString()).isEqualTo("2048");
    assertThat(service.at("/HealthCheckConfiguration/Protocol").asString()).isEqualTo("TCP");
    assertThat(service.at("/HealthCheckConfiguration/Interval").asInt()).isEqualTo(5);
    assertThat(service.at("/NetworkConfiguration/EgressConfiguration/EgressType").asString())
        .isEqualTo("DEFAULT");
    assertThat(
            service.at("/AutoScalingConfigurationSummary/AutoScalingConfigurationName").asString())
        .isEqualTo("DefaultConfiguration");
    assertThat(service.get("ServiceUrl").asString())
        .matches("[a-z0-9]{10}\\.%s\\.apprunner\\.localhost:\\d+".formatted(aws.ground().region()));
    assertThat(service.get("ServiceArn").asString())
        .matches(
            "arn:aws:apprunner:%s:\\d{12}:service/shop/[0-9a-f]{32}"
                .formatted(aws.ground().region()));
    assertThat(service.get("CreatedAt").asDouble())
        .isGreaterThan(1.6e9)
        .isEqualTo(service.get("UpdatedAt").asDouble());
    assertThat(created.get("OperationId").asString()).matches("[0-9a-f]{32}");
  }

  private static void partialUpdate(Conversation aws) throws Exception {
    String arn =
        aws.call(
                "CreateService",
                """
                {'ServiceName': 'shop',
                 'SourceConfiguration': {'ImageRepository': {
                   'ImageIdentifier': '%s', 'ImageRepositoryType': 'ECR',
                   'ImageConfiguration': {'RuntimeEnvironmentVariables': {'COLOUR': 'blue ✓'}}}},
                 'InstanceConfiguration': {'Cpu': '0.5 vCPU', 'Memory': '1 GB'},
                 'HealthCheckConfiguration': {'Protocol': 'HTTP', 'Path': '/index.html'}}
                """
                    .formatted(SampleImages.WEB))
            .at("/Service/ServiceArn")
            .asString();
    settled(aws, arn);
    aws.refuses(
        Fault.INVALID_REQUEST,
        "No configurations provided in the UpdateService request.",
        "UpdateService",
        "{'ServiceArn': '%s'}".formatted(arn));

    aws.call(
        "UpdateService",
        "{'ServiceArn': '%s', 'HealthCheckConfiguration': {'Interval': 7}}".formatted(arn));

    JsonNode service = settled(aws, arn);
    assertThat(status(service)).isEqualTo("RUNNING");
    assertThat(service.at("/HealthCheckConfiguration/Interval").asInt()).isEqualTo(7);
    assertThat(service.at("/HealthCheckConfiguration/Path").asString()).isEqualTo("/index.html");
    assertThat(service.at("/InstanceConfiguration/Cpu").asString()).isEqualTo("512");
    JsonNode image = service.at("/SourceConfiguration/ImageRepository");
    assertThat(image.get("ImageIdentifier").asString()).isEqualTo(SampleImages.WEB);
    assertThat(image.at("/ImageConfiguration/RuntimeEnvironmentVariables/COLOUR").asString())
        .isEqualTo("blue ✓");
  }

  private static String fetch(Conversation aws, String url) throws Exception {
    return aws.ground().server().fetch(url, "/");
  }
}
