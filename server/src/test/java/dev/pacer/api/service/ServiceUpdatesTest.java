package dev.pacer.api.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.testing.ApiBed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Which updates bring a new application and which only a new configuration: as at App Runner it is
/// the image identifier's text that decides, not what its tag means by now.
class ServiceUpdatesTest {
  private static final String NEW_CONFIGURATION =
      "[AppRunner] Service update completed successfully. New configuration is deployed.";
  private static final String NEW_APPLICATION =
      "[AppRunner] Service update completed successfully. New application and configuration is"
          + " deployed.";

  @TempDir private Path directory;
  private ApiBed api;
  private JsonNode service;

  @BeforeEach
  void start() {
    api = new ApiBed(directory);
    service = api.service("shop", Map.of());
    api.engine.register("good:2", MemoryImage.serving());
    // From now on the tag of the running image leads nowhere.
    api.engine.register("good:1", MemoryImage.missing());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void anUpdateOfTheConfigurationAloneKeepsTheImageThatRuns() {
    JsonNode updated =
        update(Map.of("InstanceConfiguration", Map.of("Cpu", "2 vCPU", "Memory", "4 GB")));

    assertThat(updated.get("InstanceConfiguration").get("Cpu").asString()).isEqualTo("2048");
    eventuallyEndsWith(NEW_CONFIGURATION);
    assertThat(events()).filteredOn(line -> line.contains("Pulling image")).hasSize(1);
  }

  @Test
  void anUpdateThatRepeatsTheImageIdentifierKeepsTheImageThatRuns() {
    JsonNode updated =
        update(
            Map.of(
                "SourceConfiguration",
                Map.of(
                    "ImageRepository",
                    Map.of(
                        "ImageIdentifier",
                        "good:1",
                        "ImageRepositoryType",
                        "ECR",
                        "ImageConfiguration",
                        Map.of("RuntimeEnvironmentVariables", Map.of("A", "1"))))));

    assertThat(updated.get("SourceConfiguration").toString()).contains("\"A\":\"1\"");
    eventuallyEndsWith(NEW_CONFIGURATION);
  }

  @Test
  void anotherImageIdentifierIsANewApplication() {
    update(Map.of("SourceConfiguration", ApiBed.image("good:2")));

    eventuallyEndsWith(NEW_APPLICATION);
  }

  @Test
  void aDeploymentLooksTheTagUpAgain() {
    Map<String, String> arn = Map.of("ServiceArn", service.get("ServiceArn").asString());
    api.ok("StartDeployment", arn);
    api.settled(service.get("ServiceArn").asString());

    JsonNode deployment = api.ok("ListOperations", arn).get("OperationSummaryList").get(0);

    assertThat(deployment.get("Status").asString()).isEqualTo("ROLLBACK_SUCCEEDED");
  }

  @Test
  void secretsThatAreAddedFailAlsoWhereTheImageIsKept() {
    JsonNode updated =
        update(
            Map.of(
                "SourceConfiguration",
                Map.of(
                    "ImageRepository",
                    Map.of(
                        "ImageIdentifier",
                        "good:1",
                        "ImageRepositoryType",
                        "ECR",
                        "ImageConfiguration",
                        Map.of("RuntimeEnvironmentSecrets", Map.of("KEY", "name")))),
                "InstanceConfiguration",
                Map.of("InstanceRoleArn", "arn:aws:iam::111122223333:role/instance")));

    assertThat(updated.get("SourceConfiguration").toString()).doesNotContain("KEY");
  }

  private JsonNode update(Map<String, ?> changes) {
    Map<String, Object> input = new HashMap<>(changes);
    input.put("ServiceArn", service.get("ServiceArn").asString());
    api.ok("UpdateService", input);
    return api.settled(service.get("ServiceArn").asString());
  }

  private List<String> events() {
    return api.plane.events(service.get("ServiceId").asString());
  }

  private void eventuallyEndsWith(String completion) {
    await()
        .untilAsserted(() ->
            assertThat(events())
                .endsWith(completion, "[AppRunner] Service status is set to RUNNING."));
  }
}
