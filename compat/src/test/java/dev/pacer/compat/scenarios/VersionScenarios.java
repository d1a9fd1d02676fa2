package dev.pacer.compat.scenarios;

import static dev.pacer.compat.scenarios.Services.settled;
import static dev.pacer.compat.scenarios.Services.source;
import static dev.pacer.compat.scenarios.Services.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.compat.SampleImages;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Pacer's own operations, for clients that read their model.
final class VersionScenarios {
  static final List<Scenario> ALL =
      List.of(
          Scenario.of(
              "a service goes back to the version that served before",
              VersionScenarios::rollback,
              "CreateService",
              "DescribeService",
              "UpdateService",
              "Pacer.ListServiceVersions",
              "Pacer.RollbackService"),
          Scenario.of(
              "an update that is cancelled leaves the version that serves",
              VersionScenarios::cancel,
              "CreateService",
              "DescribeService",
              "UpdateService",
              "ListOperations",
              "Pacer.ListServiceVersions",
              "Pacer.CancelOperation"));

  private VersionScenarios() {}

  private static void rollback(Conversation aws) throws Exception {
    String arn = Services.running(aws, "shop", SampleImages.WEB);
    aws.refuses(
        Fault.INVALID_REQUEST,
        "no version before the one that serves",
        "Pacer.RollbackService",
        service(arn));
    aws.refuses(
        Fault.INVALID_REQUEST,
        "Version 7 does not exist",
        "Pacer.RollbackService",
        "{'ServiceArn': '%s', 'ToVersion': 7}".formatted(arn));
    update(aws, arn, SampleImages.WEB_TWO);
    settled(aws, arn);

    JsonNode begun = aws.call("Pacer.RollbackService", "ServiceArn", arn);

    assertThat(begun.get("OperationId").asString()).matches("[0-9a-f]{32}");
    assertThat(status(begun.get("Service"))).isEqualTo("OPERATION_IN_PROGRESS");
    JsonNode service = settled(aws, arn);
    assertThat(status(service)).isEqualTo("RUNNING");
    assertThat(aws.ground().server().fetch(service.get("ServiceUrl").asString(), "/"))
        .contains("version one");
    List<JsonNode> versions = versions(aws, arn);
    assertThat(versions)
        .extracting(Services::status)
        .containsExactly("ACTIVE", "INACTIVE", "INACTIVE");
    assertThat(versions.getFirst().get("RestoredVersion").asInt()).isEqualTo(1);
    assertThat(versions.getFirst().get("ImageIdentifier").asString()).isEqualTo(SampleImages.WEB);
    assertThat(versions.getFirst().get("DeployedAt").asDouble())
        .isGreaterThan(versions.get(1).get("DeployedAt").asDouble());
  }

  private static void cancel(Conversation aws) throws Exception {
    String arn = Services.running(aws, "shop", SampleImages.WEB);
    String operation = update(aws, arn, SampleImages.DEAF).get("OperationId").asString();

    String cancelled =
        aws.call("Pacer.CancelOperation", operation(arn, operation)).get("OperationId").asString();

    assertThat(cancelled).isEqualTo(operation);
    assertThat(status(settled(aws, arn))).isEqualTo("RUNNING");
    assertThat(versions(aws, arn)).extracting(Services::status).containsExactly("FAILED", "ACTIVE");
    JsonNode newest =
        aws.call("ListOperations", "ServiceArn", arn).get("OperationSummaryList").get(0);
    assertThat(newest.get("Id").asString()).isEqualTo(operation);
    assertThat(status(newest)).isEqualTo("ROLLBACK_SUCCEEDED");
    aws.refuses(
        Fault.INVALID_STATE,
        "has ended already",
        "Pacer.CancelOperation",
        operation(arn, operation));
  }

  private static JsonNode update(Conversation aws, String arn, String image) throws Exception {
    return aws.call("UpdateService", "{'ServiceArn': '%s', %s}".formatted(arn, source(image)));
  }

  /// All of them: with the paginator of the model the AWS CLI v1 reads page after page by itself.
  private static List<JsonNode> versions(Conversation aws, String arn) throws Exception {
    return aws.call("Pacer.ListServiceVersions", "ServiceArn", arn)
        .get("ServiceVersionSummaryList")
        .valueStream()
        .toList();
  }

  private static String service(String arn) {
    return "{'ServiceArn': '%s'}".formatted(arn);
  }

  private static String operation(String arn, String id) {
    return "{'ServiceArn': '%s', 'OperationId': '%s'}".formatted(arn, id);
  }
}
