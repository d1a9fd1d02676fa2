package dev.pacer.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.testing.GitServer;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Servers that are killed with SIGKILL while they make an image out of a repository, and started again.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledBuildsIT {
  private static final String DOCKERFILE =
      """
      FROM %s
      COPY index.html /www/index.html
      RUN sleep 4
      """
          .formatted(SampleImage.NAME);

  @TempDir private Path directory;
  private final GitServer git = GitServer.start();
  private ServerProcess server;
  private String url;

  @BeforeEach
  void start() {
    SampleImage.id();
    url = git.create("shop", Map.of("Dockerfile", DOCKERFILE, "index.html", "from source\n"));
    server = started();
  }

  @AfterEach
  void stop() {
    server.kill();
    new Containers(directory).removeAll();
    git.close();
    var client = LocalEngine.get().client();
    client.listImagesCmd().exec().stream()
        .filter(image -> image.getRepoTags() != null)
        .flatMap(image -> List.of(image.getRepoTags()).stream())
        .filter(tag -> tag.startsWith("pacer-service/" + serviceId))
        .forEach(tag -> client.removeImageCmd(tag).withForce(true).exec());
  }

  private String serviceId = "none";

  @Test
  void aCheckOutThatWasCutOffIsBegunAgain() {
    git.stall("git-upload-pack");
    String arn = create();
    await().atMost(Duration.ofSeconds(30)).until(() -> says(arn, "EVENTS", "Pulling source code"));

    server.kill();
    git.stall("nothing");
    server = started();

    assertServes(arn);
  }

  @Test
  void aBuildThatWasCutOffIsBegunAgain() {
    String arn = create();
    await().atMost(Duration.ofSeconds(60)).until(() -> says(arn, "DEPLOYMENT", "sleep 4"));

    server.kill();
    server = started();

    assertServes(arn);
  }

  private void assertServes(String arn) {
    JsonNode service = new Calls(server.api()).settled(arn);
    assertThat(service.get("Status").asString()).isEqualTo("RUNNING");
    Containers containers = new Containers(directory);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(containers.all()).hasSize(1));
    assertThat(directory.resolve("builds").resolve("trees")).isEmptyDirectory();
  }

  private String create() {
    JsonNode created =
        new Calls(server.api())
            .ok(
                "CreateService",
                Map.of(
                    "ServiceName",
                    "shop",
                    "SourceConfiguration",
                    Map.of(
                        "CodeRepository",
                        Map.of(
                            "RepositoryUrl",
                            url,
                            "SourceCodeVersion",
                            Map.of("Type", "BRANCH", "Value", "main"),
                            "CodeConfiguration",
                            Map.of("ConfigurationSource", "REPOSITORY"))),
                    "Tags",
                    List.of(Map.of("Key", "pacer:build", "Value", "dockerfile"))));
    serviceId = created.get("Service").get("ServiceId").asString();
    return created.get("Service").get("ServiceArn").asString();
  }

  private boolean says(String arn, String log, String part) {
    JsonNode lines =
        new Calls(server.api())
            .ok("Pacer.ReadServiceLog", Map.of("Service", arn, "Log", log, "Lines", 100));
    return lines
        .get("Events")
        .valueStream()
        .anyMatch(event -> event.get("Message").asString().contains(part));
  }

  private ServerProcess started() {
    return ServerProcess.start(
            directory.resolve("server.log"),
            List.of(
                "--auth", "none",
                "--api-port", "0",
                "--http-port", "0",
                "--https-port", "0",
                "--data-dir", directory.toString()))
        .awaitReady();
  }
}
