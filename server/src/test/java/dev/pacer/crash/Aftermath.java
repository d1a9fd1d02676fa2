package dev.pacer.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// What is promised of a server that was killed: while it is dead, and once it was started again.
final class Aftermath {
  /// Shorter than the age at which orphans are reaped, so that a leak is seen, not swept up.
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Scenario scenario;
  private final Path directory;
  private final Containers containers;
  private final int port;
  private final StoredState atDeath;
  private final StoredState.StoredService service;

  Aftermath(Scenario scenario, String name, Path directory, Containers containers, int port) {
    this.scenario = scenario;
    this.directory = directory;
    this.containers = containers;
    this.port = port;
    this.atDeath = StoredState.of(directory);
    this.service = atDeath.service(name);
  }

  /// Whatever is to serve goes on serving, on its own address.
  void checkWhileDead() {
    if (!scenario.answers().isEmpty()) {
      List<String> answers =
          atDeath.serving().stream().map(row -> containers.answer(row.handle())).toList();
      assertThat(answers)
          .as("what the instances answer while the server is dead")
          .hasSize(scenario.ending.instances())
          .isSubsetOf(scenario.answers());
    }
  }

  /// Watches the front door from before the server is started.
  FrontDoorWatch watch() {
    return new FrontDoorWatch(port, service.host(), scenario.answers());
  }

  /// The operation ended as it should, the service with it, and nothing is left of the way there.
  void check(Calls calls, FrontDoorWatch watch) {
    JsonNode described = calls.settled(service.arn());
    awaitNothingLeft();
    SoftAssertions.assertSoftly(softly -> {
      Scenario.Ending wanted = scenario.ending;
      softly.assertThat(watch.wrong()).as("wrong at the front door since the restart").isEmpty();
      softly
          .assertThat(calls.newestOperation(service.arn()).get("Status").asString())
          .as("operation")
          .isEqualTo(wanted.operation());
      softly
          .assertThat(described.get("Status").asString())
          .as("service")
          .isEqualTo(wanted.service());
      softly.assertThat(image(described)).as("settings").isEqualTo(wanted.image());
      softly
          .assertThat(calls.untold(service.arn()))
          .as("operations whose begin or end the events do not tell")
          .isZero();
      softly.assertThat(answer()).as("the front door's answer").startsWith(wanted.answer());
    });
  }

  /// Deletes the service, so that the next round begins with nothing.
  void clean(Calls calls) {
    calls.attempt("DeleteService", Map.of("ServiceArn", service.arn()));
    calls.settled(service.arn());
    Awaitility.await("nothing is left of the deleted service")
        .atMost(SOON)
        .untilAsserted(() -> {
          assertThat(StoredState.of(directory).instances()).isEmpty();
          assertThat(containers.all()).isEmpty();
        });
  }

  private void awaitNothingLeft() {
    Awaitility.await("containers, rows and journals as they should be")
        .pollInterval(Duration.ofMillis(50))
        .atMost(SOON)
        .untilAsserted(() -> {
          StoredState stored = StoredState.of(directory);
          assertThat(stored.unfinished()).as("operations that did not end").isEmpty();
          assertThat(stored.instances()).as("stored instances").isEqualTo(stored.serving());
          assertThat(stored.serving()).hasSize(scenario.ending.instances());
          assertThat(containers.all())
              .as("containers")
              .containsExactlyInAnyOrderElementsOf(
                  stored.instances().stream().map(StoredState.Row::handle).toList());
        });
  }

  private static String image(JsonNode described) {
    return described
        .get("SourceConfiguration")
        .get("ImageRepository")
        .get("ImageIdentifier")
        .asString();
  }

  private String answer() {
    try {
      return FrontDoor.ask(port, service.host());
    } catch (IOException failure) {
      return failure.toString();
    }
  }
}
