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
