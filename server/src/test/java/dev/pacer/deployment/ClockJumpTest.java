package dev.pacer.deployment;

import static dev.pacer.testing.ControlPlane.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Instance;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.JumpingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody sets the machine's clock while something waits.
class ClockJumpTest {
  @TempDir private Path directory;
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private final JumpingClock clock = new JumpingClock();
  private ControlPlane plane;

  @BeforeEach
  void start() {
    plane = new ControlPlane(directory, engine, clock).start();
  }

  @AfterEach
  void stop() {
    plane.close();
    engine.close();
  }

  @Test
  void anApplicationThatNeverListensIsGivenUpInTimeThoughTheClockWasSetBack() {
    engine.register("deaf:1", MemoryImage.serving().neverListening());
    Begun begun = plane.create("shop", running("deaf:1"));
    awaitCheck(begun);

    clock.jump(Duration.ofHours(-1));

    assertThat(plane.ended(begun.operationId()).failure()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H"})
  void anApplicationThatIsSlowToListenIsWaitedForThoughTheClockWasSet(Duration jump) {
    engine.register("slow:1", MemoryImage.serving().listeningAfter(Duration.ofMillis(300)));
    Begun begun = plane.create("shop", running("slow:1"));
    awaitCheck(begun);

    clock.jump(jump);

    assertThat(plane.ended(begun.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
  }

  @Test
  void aCrashLoopIsTriedAgainInTimeThoughTheClockWasSetBack() {
    Begun begun = plane.create("shop", running("good:1"));
    plane.ended(begun.operationId());
    String service = begun.service().id();
    Instance first = serving(service).getFirst();
    kill(first);
    await().until(() -> serving(service).stream().anyMatch(i -> !i.id().equals(first.id())));
    Instance second = serving(service).getFirst();
    kill(second);

    clock.jump(Duration.ofHours(-1));

    await().until(() -> serving(service).stream().anyMatch(i -> !i.id().equals(second.id())));
  }

  @Test
  void aRequestInFlightIsDrainedForTheDrainTimeThoughTheClockWasSetBack() {
    Begun begun = plane.create("shop", running("good:1"));
    plane.ended(begun.operationId());
    Objects.requireNonNull(plane.routes.current().find(begun.service().host()))
        .backends()
        .getFirst()
        .claim(100);
    try (MemoryHold hold = engine.holdStop()) {
      String pause =
          plane
              .begin(begun.service().id(), OperationType.PAUSE_SERVICE, Optional.empty())
              .operationId();
      await().until(() -> plane.routes.current().find(begun.service().host()) == null);

      clock.jump(Duration.ofHours(-1));

      await().until(() -> hold.held() > 0);
      hold.release();
      assertThat(plane.ended(pause).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }
  }

  private void awaitCheck(Begun begun) {
    await()
        .until(() ->
            plane.events(begun.service().id()).stream()
                .anyMatch(line -> line.contains("Performing health check")));
  }

  private List<Instance> serving(String serviceId) {
    return plane.services.instances(serviceId).stream()
        .filter(instance -> instance.phase() == Instance.Phase.SERVING)
        .toList();
  }

  private void kill(Instance instance) {
    engine.die(new InstanceHandle(instance.handle().orElseThrow()), 1, false);
  }
}
