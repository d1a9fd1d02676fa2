package dev.pacer.deployment;

import static dev.pacer.testing.ControlPlane.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Service;
import dev.pacer.testing.ControlPlane;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTriggerTest {
  @TempDir private Path directory;
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private ControlPlane plane;
  private Service service;

  @BeforeEach
  void start() {
    engine.register("good:1", MemoryImage.serving());
    engine.register("good:2", MemoryImage.serving());
    plane = new ControlPlane(directory, engine).start();
    var begun = plane.create("shop", running("good:1"));
    plane.ended(begun.operationId());
    service = begun.service();
  }

  @AfterEach
  void stop() {
    plane.close();
    engine.close();
  }

  @Test
  void aTriggerDeploysAServiceThatIsFree() {
    plane.control.trigger().request(service, "push of 1a2b3c");

    await().until(() -> succeeded(OperationType.START_DEPLOYMENT) == 1);
    assertThat(plane.events(service.id()))
        .contains("[AppRunner] A deployment was triggered: push of 1a2b3c.");
  }

  @Test
  void aTriggerDuringAnOperationWaitsForItsEnd() {
    try (MemoryHold _ = engine.holdResolve()) {
      plane.update(service.id(), running("good:2"));
      plane.control.trigger().request(service, "push of 1a2b3c");

      assertThat(operations()).hasSize(2);
    }
    await().until(() -> succeeded(OperationType.START_DEPLOYMENT) == 1);
  }

  @Test
  void ofManyTriggersDuringAnOperationTheNewestIsDone() {
    try (MemoryHold _ = engine.holdResolve()) {
      plane.update(service.id(), running("good:2"));
      plane.control.trigger().request(service, "push of 1");
      plane.control.trigger().request(service, "push of 2");
      plane.control.trigger().request(service, "push of 3");
    }

    await()
        .untilAsserted(() ->
            assertThat(plane.events(service.id()))
                .contains("[AppRunner] A deployment was triggered: push of 3."));
    await().until(() -> succeeded(OperationType.START_DEPLOYMENT) == 1);
    assertThat(plane.operations.waiting()).isEmpty();
  }

  @Test
  void aTriggerDuringADeploymentIsDoneAfterIt() {
    try (MemoryHold hold = engine.holdResolve()) {
      plane.control.trigger().request(service, "push of 1");
      await().until(() -> hold.held() == 1);
      plane.control.trigger().request(service, "push of 2");
    }

    await().until(() -> succeeded(OperationType.START_DEPLOYMENT) == 2);
  }

  @Test
  void aWaitingDeploymentSurvivesTheServer() {
    try (MemoryHold hold = engine.holdResolve()) {
      plane.update(service.id(), running("good:2"));
      await().until(() -> hold.held() == 1);
      plane.control.trigger().request(service, "push of 1a2b3c");
      plane.close();
    }

    plane = new ControlPlane(directory, engine).start();

    await().until(() -> succeeded(OperationType.START_DEPLOYMENT) == 1);
  }

  @Test
  void aTriggerDuringAPauseIsDroppedAndTold() {
    try (MemoryHold hold = engine.holdStop()) {
      plane.begin(service.id(), OperationType.PAUSE_SERVICE, Optional.empty());
      await().until(() -> hold.held() == 1);
      plane.control.trigger().request(service, "push of 1a2b3c");
    }

    await()
        .untilAsserted(() ->
            assertThat(plane.events(service.id()))
                .contains(
                    "[AppRunner] A deployment (push of 1a2b3c) was not started, because the service"
                        + " is PAUSED."));
    assertThat(plane.operations.waiting()).isEmpty();
  }

  private long succeeded(OperationType type) {
    return operations().stream()
        .filter(operation -> operation.type() == type)
        .filter(operation -> operation.status() == OperationStatus.SUCCEEDED)
        .count();
  }

  private List<Operation> operations() {
    return plane.operations.list(service.id(), Optional.empty(), 100).items();
  }
}
