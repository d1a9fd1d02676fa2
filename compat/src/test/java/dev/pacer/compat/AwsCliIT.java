package dev.pacer.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AwsCliIT {
  @TempDir private Path directory;
  private RunningPacer server;
  private AwsCli aws;

  @BeforeAll
  static void images() throws Exception {
    SampleImages.build();
  }

  @BeforeEach
  void start() throws Exception {
    server =
        RunningPacer.start(
            directory.resolve("data"),
            "--stop-instances",
            "--stop-grace",
            "2s",
            "--startup-window",
            "3s");
    aws = AwsCli.of(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aServiceLivesThroughAllItsCalls() throws Exception {
    String arn = create(SampleImages.WEB).get("Service").get("ServiceArn").asString();
    JsonNode service = aws.settled(arn);
    assertThat(service.get("Status").asString()).isEqualTo("RUNNING");
    String url = service.get("ServiceUrl").asString();
    assertThat(server.fetch(url, "/")).startsWith("HTTP/1.1 200").contains("version one");

    aws.call(
        "update-service",
        "--service-arn",
        arn,
        "--source-configuration",
        source(SampleImages.WEB_TWO));
    aws.settled(arn);
    assertThat(server.fetch(url, "/")).contains("version two");

    aws.call("start-deployment", "--service-arn", arn);
    assertThat(aws.settled(arn).get("Status").asString()).isEqualTo("RUNNING");

    aws.call("pause-service", "--service-arn", arn);
    assertThat(aws.settled(arn).get("Status").asString()).isEqualTo("PAUSED");
    assertThat(server.fetch(url, "/")).startsWith("HTTP/1.1 404");

    aws.call("resume-service", "--service-arn", arn);
    assertThat(aws.settled(arn).get("Status").asString()).isEqualTo("RUNNING");
    assertThat(server.fetch(url, "/")).contains("version two");

    aws.call("delete-service", "--service-arn", arn);
    assertThat(aws.settled(arn).get("Status").asString()).isEqualTo("DELETED");
    assertThat(aws.call("list-services").get("ServiceSummaryList").isEmpty()).isTrue();
    assertThat(aws.call("list-operations", "--service-arn", arn).get("OperationSummaryList"))
        .extracting(operation -> operation.get("Type").asString())
        .containsExactly(
            "DELETE_SERVICE",
            "RESUME_SERVICE",
            "PAUSE_SERVICE",
            "START_DEPLOYMENT",
            "UPDATE_SERVICE",
            "CREATE_SERVICE");
  }

  @Test
  void aMissingImageEndsCreateFailedWithAReasonInTheLogs() throws Exception {
    String arn = create("no-such-image:9").get("Service").get("ServiceArn").asString();

    JsonNode service = aws.settled(arn);

    assertThat(service.get("Status").asString()).isEqualTo("CREATE_FAILED");
    assertThat(logs("--deployment")).contains("Reason: ECR image doesn't exist.");
  }

  @Test
  void anApplicationThatExitsLeavesItsLastLinesAndNoContainer() throws Exception {
    String arn = create(SampleImages.EXITS).get("Service").get("ServiceArn").asString();

    aws.settled(arn);

    assertThat(logs("--deployment"))
        .contains("[Application] cannot open the database")
        .contains("Container exit code: 3");
    assertThat(containers()).isBlank();
  }

  @Test
  void anApplicationThatNeverListensFailsItsHealthCheck() throws Exception {
    String arn = create(SampleImages.DEAF).get("Service").get("ServiceArn").asString();

    aws.settled(arn);

    assertThat(logs("--events")).contains("Health check failed on protocol `TCP` [Port: '8080'].");
  }

  @Test
  void aSecondServiceOfTheSameNameIsRefusedInAppRunnersWords() throws Exception {
    create(SampleImages.WEB);

    String errors =
        aws.refused(
            "create-service",
            "--service-name",
            "shop",
            "--source-configuration",
            source(SampleImages.WEB));

    assertThat(errors)
        .contains("(InvalidRequestException)")
        .contains("Service with the provided name already exists: shop.");
  }

  @Test
  void anUnknownArnIsNotFound() throws Exception {
    String errors =
        aws.refused(
            "describe-service",
            "--service-arn",
            "arn:aws:apprunner:us-east-1:000000000000:service/shop/" + "0".repeat(32));

    assertThat(errors).contains("(ResourceNotFoundException)");
  }

  @Test
  void theKeyIsReadableByItsOwnerOnly() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.awsConfig())))
        .isEqualTo("rw-------");
  }

  private JsonNode create(String image) throws Exception {
    return aws.call(
        "create-service", "--service-name", "shop", "--source-configuration", source(image));
  }

  private static String source(String image) {
    return """
    {"ImageRepository":{"ImageIdentifier":"%s","ImageRepositoryType":"ECR"}}\
    """
        .formatted(image);
  }

  private String logs(String kind) throws Exception {
    return Processes.output(
        Map.of(),
        List.of(
            RunningPacer.HOME.resolve("pacer").toString(),
            "logs",
            "shop",
            kind,
            "--data-dir",
            directory.resolve("data").toString()));
  }

  private String containers() throws Exception {
    String installation = Files.readString(directory.resolve("data/installation")).strip();
    return Processes.output(
        Map.of(),
        List.of("docker", "ps", "-aq", "--filter", "label=dev.pacer.installation=" + installation));
  }
}
