package dev.pacer.api.pacer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import dev.pacer.testing.ControlPlane;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ServiceVersionsTest {
  @TempDir private Path directory;
  private ApiBed api;
  private String arn = "";

  @BeforeEach
  void start() {
    api = new ApiBed(directory);
    api.engine.register("good:2", MemoryImage.serving());
    api.engine.register("good:3", MemoryImage.serving());
    api.engine.register("bad:1", MemoryImage.serving().exitingAtOnce(3));
    arn = api.service("shop", Map.of()).get("ServiceArn").asString();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aNewServiceHasOneActiveVersion() {
    JsonNode only = versions().getFirst();

    assertThat(only.get("Version").asInt()).isEqualTo(1);
    assertThat(only.get("Status").asString()).isEqualTo("ACTIVE");
    assertThat(only.get("ImageIdentifier").asString()).isEqualTo("good:1");
    assertThat(only.has("DeployedAt")).isTrue();
  }

  @Test
  void versionsAreListedNewestFirstWithTheirStanding() {
    update("good:2");
    update("bad:1");

    assertThat(standings()).containsExactly("3 FAILED", "2 ACTIVE", "1 INACTIVE");
  }

  @Test
  void theVersionOnItsWayIsDeploying() {
    try (MemoryHold _ = api.engine.holdResolve()) {
      begin("UpdateService", Map.of("SourceConfiguration", ApiBed.image("good:2")));

      assertThat(standings()).containsExactly("2 DEPLOYING", "1 ACTIVE");
    }
  }

  @Test
  void pagesOfVersionsHaveEachOnce() {
    update("good:2");
    update("good:3");

    JsonNode first =
        api.ok("Pacer.ListServiceVersions", Map.of("ServiceArn", arn, "MaxResults", 2));
    JsonNode second =
        api.ok(
            "Pacer.ListServiceVersions",
            Map.of("ServiceArn", arn, "NextToken", first.get("NextToken").asString()));

    assertThat(first.get("ServiceVersionSummaryList")).hasSize(2);
    assertThat(second.get("ServiceVersionSummaryList")).hasSize(1);
    assertThat(second.has("NextToken")).isFalse();
  }

  @Test
  void aRollbackBringsBackTheVersionBefore() {
    update("good:2");

    rollback(Map.of());

    assertThat(image()).isEqualTo("good:1");
    assertThat(standings()).containsExactly("3 ACTIVE", "2 INACTIVE", "1 INACTIVE");
    assertThat(versions().getFirst().get("RestoredVersion").asInt()).isEqualTo(1);
  }

  @Test
  void aRollbackRunsTheVeryImageThatRanThen() {
    String digest = versions().getFirst().get("ImageDigest").asString();
    update("good:2");
    api.engine.register("good:1", MemoryImage.serving().printing("moved"));

    rollback(Map.of());

    assertThat(versions().getFirst().get("ImageDigest").asString()).isEqualTo(digest);
  }

  @Test
  void aRollbackBringsBackTheConfigurationToo() {
    JsonNode before = described().get("HealthCheckConfiguration");
    api.ok(
        "UpdateService",
        Map.of("ServiceArn", arn, "HealthCheckConfiguration", Map.of("Interval", 7)));
    api.settled(arn);

    rollback(Map.of());

    assertThat(described().get("HealthCheckConfiguration")).isEqualTo(before);
  }

  @Test
  void goingBackTwiceGoesBackTwice() {
    update("good:2");
    update("good:3");

    rollback(Map.of());
    rollback(Map.of());

    assertThat(image()).isEqualTo("good:1");
  }

  @Test
  void aRollbackMayNameAnyVersionThatServed() {
    update("good:2");
    update("good:3");

    rollback(Map.of("Version", 1));

    assertThat(image()).isEqualTo("good:1");
  }

  @Test
  void aFailedVersionIsNotBroughtBack() {
    update("bad:1");

    Answer refused = api.call("Pacer.RollbackService", Map.of("ServiceArn", arn, "Version", 2));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message())
        .isEqualTo("Version 2 never served. The service has no other version that served.");
  }

  @Test
  void anUnknownVersionIsRefusedWithThoseThatThereAre() {
    update("good:2");

    Answer refused = api.call("Pacer.RollbackService", Map.of("ServiceArn", arn, "Version", 9));

    assertThat(refused.message())
        .isEqualTo("Version 9 does not exist or is not kept any more. Versions that served: 1.");
  }

  @Test
  void theVersionThatServesIsNotBroughtBack() {
    Answer refused = api.call("Pacer.RollbackService", Map.of("ServiceArn", arn, "Version", 1));

    assertThat(refused.message()).isEqualTo("Version 1 is the one that serves.");
  }

  @Test
  void withoutAnEarlierVersionThereIsNoWayBack() {
    Answer refused = api.call("Pacer.RollbackService", Map.of("ServiceArn", arn));

    assertThat(refused.error()).isEqualTo("InvalidRequestException");
    assertThat(refused.message()).startsWith("There is no version before the one that serves.");
  }

  @Test
  void aPausedServiceIsNotRolledBack() {
    update("good:2");
    api.ok("PauseService", Map.of("ServiceArn", arn));
    api.settled(arn);

    Answer refused = api.call("Pacer.RollbackService", Map.of("ServiceArn", arn));

    assertThat(refused.error()).isEqualTo("InvalidStateException");
    assertThat(refused.message())
        .isEqualTo("Service cannot be rolled back in the current state: PAUSED.");
  }

  @Test
  void onlyTheLastVersionsAreKept() {
    for (int count = 0; count < ControlPlane.KEPT_VERSIONS + 2; count++) {
      update(count % 2 == 0 ? "good:2" : "good:3");
    }

    Awaitility.await()
        .untilAsserted(() -> assertThat(versions()).hasSize(ControlPlane.KEPT_VERSIONS));
  }

  @Test
  void failedUpdatesDoNotPushOutTheVersionThatServed() {
    update("good:2");
    for (int count = 0; count < ControlPlane.KEPT_VERSIONS + 1; count++) {
      update("bad:1");
    }

    rollback(Map.of());

    assertThat(image()).isEqualTo("good:1");
  }

  @Test
  void aCancelledUpdateGoesBackToTheVersionThatServed() {
    try (MemoryHold hold = api.engine.holdResolve()) {
      String operation =
          begin("UpdateService", Map.of("SourceConfiguration", ApiBed.image("good:2")));
      Awaitility.await().until(() -> hold.held() == 1);

      api.ok("Pacer.CancelOperation", Map.of("ServiceArn", arn, "OperationId", operation));
      api.settled(arn);

      assertThat(status(operation)).isEqualTo("ROLLBACK_SUCCEEDED");
      assertThat(image()).isEqualTo("good:1");
      assertThat(described().get("Status").asString()).isEqualTo("RUNNING");
    }
  }

  @Test
  void aCancelledDeploymentLeavesNoInstanceBehind() {
    api.engine.register("deaf:1", MemoryImage.serving().neverListening());
    String operation =
        begin("UpdateService", Map.of("SourceConfiguration", ApiBed.image("deaf:1")));
    Awaitility.await().until(() -> api.engine.owned().size() == 2);

    api.ok("Pacer.CancelOperation", Map.of("ServiceArn", arn, "OperationId", operation));
    api.settled(arn);

    assertThat(api.engine.owned()).hasSize(1);
    assertThat(api.plane.operations.find(operation).orElseThrow().failure().orElseThrow())
        .isEqualTo("The operation was cancelled by a CancelOperation call.");
  }

  @Test
  void aCancelledCreationFails() {
    try (MemoryHold _ = api.engine.holdResolve()) {
      JsonNode created =
          api.ok(
              "CreateService",
              Map.of("ServiceName", "other", "SourceConfiguration", ApiBed.image("good:2")));
      String other = created.get("Service").get("ServiceArn").asString();
      String operation = created.get("OperationId").asString();

      api.ok("Pacer.CancelOperation", Map.of("ServiceArn", other, "OperationId", operation));

      assertThat(api.settled(other).get("Status").asString()).isEqualTo("CREATE_FAILED");
    }
  }

  @Test
  void anEndedOperationIsNotCancelled() {
    String operation =
        begin("UpdateService", Map.of("SourceConfiguration", ApiBed.image("good:2")));
    api.settled(arn);

    Answer refused =
        api.call("Pacer.CancelOperation", Map.of("ServiceArn", arn, "OperationId", operation));

    assertThat(refused.error()).isEqualTo("InvalidStateException");
    assertThat(refused.message()).endsWith("has ended already.");
  }

  @Test
  void anOperationThatTakesInstancesAwayIsNotCancelled() {
    try (MemoryHold hold = api.engine.holdStop()) {
      String operation = begin("PauseService", Map.of());
      Awaitility.await().until(() -> hold.held() == 1);

      Answer refused =
          api.call("Pacer.CancelOperation", Map.of("ServiceArn", arn, "OperationId", operation));

      assertThat(refused.error()).isEqualTo("InvalidStateException");
      assertThat(refused.message()).contains("cannot be cancelled any more");
    }
  }

  @Test
  void anOperationOfAnotherServiceIsNotFound() {
    JsonNode other = api.service("other", Map.of());
    String operation =
        begin("UpdateService", Map.of("SourceConfiguration", ApiBed.image("good:2")));

    Answer refused =
        api.call(
            "Pacer.CancelOperation",
            Map.of("ServiceArn", other.get("ServiceArn").asString(), "OperationId", operation));

    assertThat(refused.error()).isEqualTo("ResourceNotFoundException");
  }

  private void update(String image) {
    begin("UpdateService", Map.of("SourceConfiguration", ApiBed.image(image)));
    api.settled(arn);
  }

  private void rollback(Map<String, ?> further) {
    begin("Pacer.RollbackService", further);
    api.settled(arn);
  }

  private String begin(String operation, Map<String, ?> further) {
    Map<String, Object> input = new java.util.HashMap<>(further);
    input.put("ServiceArn", arn);
    return api.ok(operation, input).get("OperationId").asString();
  }

  private String status(String operation) {
    JsonNode list = api.ok("ListOperations", Map.of("ServiceArn", arn));
    return StreamSupport.stream(list.get("OperationSummaryList").spliterator(), false)
        .filter(summary -> summary.get("Id").asString().equals(operation))
        .map(summary -> summary.get("Status").asString())
        .findFirst()
        .orElseThrow();
  }

  private JsonNode described() {
    return api.ok("DescribeService", Map.of("ServiceArn", arn)).get("Service");
  }

  private String image() {
    return described().at("/SourceConfiguration/ImageRepository/ImageIdentifier").asString();
  }

  private List<String> standings() {
    return versions().stream()
        .map(version -> version.get("Version").asInt() + " " + version.get("Status").asString())
        .toList();
  }

  private List<JsonNode> versions() {
    JsonNode list = api.ok("Pacer.ListServiceVersions", Map.of("ServiceArn", arn));
    return StreamSupport.stream(list.get("ServiceVersionSummaryList").spliterator(), false)
        .toList();
  }
}
