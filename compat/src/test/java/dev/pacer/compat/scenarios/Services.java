package dev.pacer.compat.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import tools.jackson.databind.JsonNode;

/// What scenarios do with services, waiting as the Terraform provider waits.
final class Services {
  /// An image that no engine has: its service is CREATE_FAILED within moments.
  static final String MISSING = "no-such-image:9";

  private Services() {}

  /// The source of a service.
  static String source(String image) {
    return "'SourceConfiguration': {'ImageRepository': {'ImageIdentifier': '%s', 'ImageRepositoryType': 'ECR'}}"
        .formatted(image);
  }

  /// Creates a service.
  ///
  /// @param more further members, or nothing
  /// @return its ARN
  static String create(Conversation aws, String name, String image, String... more)
      throws IOException, InterruptedException {
    String input = "{'ServiceName': '%s', %s".formatted(name, source(image));
    for (String member : more) {
      input += ", " + member;
    }
    return aws.call("CreateService", input + "}").get("Service").get("ServiceArn").asString();
  }

  /// Describes a service until no operation is in progress.
  static JsonNode settled(Conversation aws, String arn) {
    return aws.await(
        () -> aws.call("DescribeService", "ServiceArn", arn).get("Service"),
        service -> !service.get("Status").asString().equals("OPERATION_IN_PROGRESS"));
  }

  /// Creates a service and waits until it serves.
  static String running(Conversation aws, String name, String image, String... more)
      throws IOException, InterruptedException {
    String arn = create(aws, name, image, more);
    assertThat(status(settled(aws, arn))).isEqualTo("RUNNING");
    return arn;
  }

  /// Creates a service of a missing image, which lives on without any instance.
  static String failed(Conversation aws, String name, String... more)
      throws IOException, InterruptedException {
    String arn = create(aws, name, MISSING, more);
    assertThat(status(settled(aws, arn))).isEqualTo("CREATE_FAILED");
    return arn;
  }

  /// Deletes a service and waits until it is gone: DELETED, or not found any more.
  static void delete(Conversation aws, String arn) throws IOException, InterruptedException {
    JsonNode service = aws.call("DeleteService", "ServiceArn", arn).get("Service");
    assertThat(status(service)).isEqualTo("OPERATION_IN_PROGRESS");
    assertThat(status(settled(aws, arn))).isEqualTo("DELETED");
  }

  static String status(JsonNode resource) {
    return resource.get("Status").asString();
  }
}
