package dev.pacer.deployment;

import static dev.pacer.testing.ControlPlane.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationStatus;
import dev.pacer.service.Service;
import dev.pacer.support.UnavailableException;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.Fetch;
import dev.pacer.testing.SmallDisk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The disk of the data directory is full.
@EnabledIf(
    value = "dev.pacer.testing.SmallDisk#isPossible",
    disabledReason = "a small disk is mounted, which only root may do")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DiskFullIT {
  @TempDir private Path directory;
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private SmallDisk disk;
  private ControlPlane plane;

  @BeforeEach
  void start() {
    engine.register("good:1", MemoryImage.serving());
    engine.register("good:2", MemoryImage.serving());
    disk = SmallDisk.mount(directory, 8);
    plane = new ControlPlane(directory, engine).start();
  }

  @AfterEach
  void stop() {
    plane.close();
    engine.close();
    disk.close();
  }

  @Test
  void anOperationWaitsForRoomAndThenEndsByItself() {
    Service service = created();
    try (MemoryHold hold = engine.holdResolve()) {
      Begun update = plane.update(service.id(), running("good:2"));
      await().until(() -> hold.held() > 0);
      disk.fill();
      hold.release();

      assertThatThrownBy(() -> plane.create("other", running("good:1")))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("disk of Pacer's data directory is full");
      assertThat(plane.operations.find(update.operationId()).orElseThrow().status().hasEnded())
          .isFalse();

      disk.makeRoom();

      assertThat(plane.ended(update.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }
  }

  @Test
  void whatServesGoesOnServingAndLosesOnlyLinesOfItsLog() {
    Service service = created();
    disk.fill();

    ServiceLogs logs = new ServiceLogs(plane.logs, InstantSource.system());
    await()
        .until(() -> {
          logs.event(service, "x".repeat(1000));
          return plane.logs.lostLines() > 0;
        });

    assertThat(serves(service)).isTrue();
    disk.makeRoom();
    logs.event(service, "written again");
    assertThat(plane.events(service.id())).endsWith("[AppRunner] written again");
  }

  private Service created() {
    Begun begun = plane.create("shop", running("good:1"));
    assertThat(plane.ended(begun.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    return begun.service();
  }

  private boolean serves(Service service) {
    var route = Objects.requireNonNull(plane.routes.current().find(service.host()));
    return Fetch.status(route.backends().getFirst().address(), "/") == 200;
  }
}
