package dev.pacer.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.EngineException;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.ServiceStatus;
import dev.pacer.testing.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AutomationTest {
  private static final String LOCAL = "shop:latest";
  private static final String REMOTE = "registry.example.com/ann/shop:latest";
  private static final Duration QUICK = Duration.ofMillis(100);
  private static final Duration NEVER_AGAIN = Duration.ofHours(1);

  @TempDir private Path directory;
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private ControlPlane plane;
  private final List<Automation> started = new ArrayList<>();

  @BeforeEach
  void start() {
    move(LOCAL);
    move(REMOTE);
    plane = new ControlPlane(directory, engine).start();
  }

  @AfterEach
  void stop() {
    started.forEach(Automation::close);
    plane.close();
    engine.close();
  }

  @Test
  void aTagThatMovedInItsRegistryIsDeployed() {
    String id = running(REMOTE, true);
    automate(Optional.of(QUICK));

    move(REMOTE);

    await().until(() -> deployments(id) == 1);
    assertThat(plane.events(id))
        .anyMatch(line -> line.contains("triggered: image latest is now sha256:"));
  }

  @Test
  void aLocalImageIsDeployedByTheEnginesEventAlone() {
    String id = running(LOCAL, true);
    automate(Optional.empty());

    move(LOCAL);

    await().until(() -> deployments(id) == 1);
  }

  @Test
  void aLocalImageThatChangedWhileNoServerRanIsDeployed() {
    String id = running(LOCAL, true);
    move(LOCAL);

    automate(Optional.empty());

    await().until(() -> deployments(id) == 1);
  }

  @Test
  void aServiceWithoutAutomaticDeploymentsStaysAsItIs() {
    String still = running(LOCAL, false);
    String other = create("other", LOCAL, true);
    automate(Optional.of(QUICK));

    move(LOCAL);

    await().until(() -> deployments(other) == 1);
    assertThat(deployments(still)).isZero();
  }

  @Test
  void aPausedServiceStaysAsItIs() {
    String paused = running(LOCAL, true);
    String other = create("other", LOCAL, true);
    plane.ended(plane.begin(paused, OperationType.PAUSE_SERVICE, Optional.empty()).operationId());
    automate(Optional.of(QUICK));

    move(LOCAL);

    await().until(() -> deployments(other) == 1);
    assertThat(deployments(paused)).isZero();
  }

  static List<MemoryImage> failing() {
    return List.of(
        MemoryImage.serving().refusingToStart("It cannot start."),
        MemoryImage.serving().builtFor("another architecture"));
  }

  @ParameterizedTest
  @MethodSource("failing")
  void anImageThatFailsIsNotTriedAgain(MemoryImage failing) {
    String id = running(LOCAL, true);
    automate(Optional.of(QUICK));
    String other = create("other", REMOTE, true);

    engine.register(LOCAL, failing);
    await().until(() -> begun(id) == 1 && isRunning(id));
    move(REMOTE);
    await().until(() -> deployments(other) == 1);

    assertThat(begun(id)).isEqualTo(1);
  }

  @Test
  void aRollbackIsNotUndone() {
    String id = running(LOCAL, true);
    Automation automation = automate(Optional.of(QUICK));
    move(LOCAL);
    await().until(() -> deployments(id) == 1);
    await().until(() -> isRunning(id));
    automation.close();
    var restored = plane.services.version(id, 1).restored(3, Instant.EPOCH);
    plane.ended(plane.begin(id, OperationType.UPDATE_SERVICE, Optional.of(restored)).operationId());

    automate(Optional.of(QUICK));
    String other = create("other", REMOTE, true);
    move(REMOTE);
    await().until(() -> deployments(other) == 1);

    assertThat(begun(id)).isEqualTo(1);
  }

  @Test
  void aChangeDuringAnOperationIsDeployedAfterIt() {
    String id = running(LOCAL, true);
    automate(Optional.empty());
    try (MemoryHold hold = engine.holdStart()) {
      plane.deploy(id);
      await().until(() -> hold.held() == 1);
      move(LOCAL);
      move(LOCAL);
      await().until(() -> !plane.operations.waiting().isEmpty());
    }

    await().until(() -> deployments(id) == 2);
    String digest = plane.services.versions(id).getFirst().image().orElseThrow().id();
    assertThat(digest).endsWith("#4");
  }

  @Test
  void aRegistryThatCannotBeAskedIsToldOnce() {
    String id = running(REMOTE, true);
    engine.register(
        REMOTE, MemoryImage.serving().failingToResolve(EngineException.Kind.REGISTRY_UNREACHABLE));
    automate(Optional.of(QUICK));

    await().until(() -> troubles(id) == 1);
    move(REMOTE);

    await().until(() -> deployments(id) == 1);
    assertThat(troubles(id)).isEqualTo(1);
    await()
        .untilAsserted(() ->
            assertThat(plane.events(id))
                .contains("[AppRunner] Automatic deployments look at the source again."));
  }

  @Test
  void aRegistrysWebhookDeploysAtOnce() {
    String id = running(REMOTE, true);
    Automation automation = automate(Optional.of(NEVER_AGAIN));
    move(REMOTE);

    int status =
        Webhook.registry(
            automation,
            """
            {"events": [{"id": "1", "action": "push",
                         "target": {"repository": "ann/shop", "tag": "latest"}}]}
            """);

    assertThat(status).isEqualTo(202);
    await().until(() -> deployments(id) == 1);
  }

  @Test
  void aWebhookThatIsWrongDeploysNothing() {
    String id = running(REMOTE, true);
    String other = create("other", LOCAL, true);
    Automation automation = automate(Optional.empty());

    Webhook.registry(
        automation,
        """
        {"events": [{"id": "1", "action": "push",
                     "target": {"repository": "ann/shop", "tag": "latest", "digest": "sha256:no"}}]}
        """);
    move(LOCAL);
    await().until(() -> deployments(other) == 1);

    assertThat(begun(id)).isZero();
  }

  private Automation automate(Optional<Duration> interval) {
    Automation automation = Webhook.automation(plane, engine, interval);
    started.add(automation);
    automation.start();
    return automation;
  }

  private void move(String reference) {
    engine.register(reference, MemoryImage.serving());
  }

  private String running(String image, boolean automatic) {
    return create("shop", image, automatic);
  }

  private String create(String name, String image, boolean automatic) {
    ServiceConfiguration configuration = Webhook.automatic(ControlPlane.running(image), automatic);
    var begun = plane.create(name, configuration);
    assertThat(plane.ended(begun.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    return begun.service().id();
  }

  private boolean isRunning(String id) {
    return plane.service(id).status() == ServiceStatus.RUNNING;
  }

  private long troubles(String id) {
    return plane.events(id).stream().filter(line -> line.contains("cannot look at")).count();
  }

  private long begun(String id) {
    return plane.operations.list(id, Optional.empty(), 100).items().stream()
        .filter(operation -> operation.type() == OperationType.START_DEPLOYMENT)
        .count();
  }

  private long deployments(String id) {
    return plane.operations.list(id, Optional.empty(), 100).items().stream()
        .filter(operation -> operation.type() == OperationType.START_DEPLOYMENT)
        .filter(operation -> operation.status() == OperationStatus.SUCCEEDED)
        .count();
  }
}
