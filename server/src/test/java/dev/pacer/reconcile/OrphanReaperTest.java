package dev.pacer.reconcile;

import static dev.pacer.testing.ControlPlane.running;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.ResourceLimits;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.JumpingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanReaperTest {
  @TempDir private Path directory;
  private final JumpingClock clock = new JumpingClock();
  private final MemoryEngine engine = new MemoryEngine(clock);
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
  void aContainerThatNobodyKnowsIsRemovedWhenItsGraceIsOver() {
    engine.start(unknown());
    OrphanReaper reaper = new OrphanReaper(engine, plane.services, Duration.ZERO);

    reaper.reconcile();

    assertThat(engine.owned()).isEmpty();
  }

  @Test
  void aContainerWithinItsGraceIsLeftThoughTheClockWasSetForward() {
    engine.start(unknown());
    OrphanReaper reaper = new OrphanReaper(engine, plane.services, Duration.ofMinutes(1));
    reaper.reconcile();

    clock.jump(Duration.ofHours(1));
    reaper.reconcile();

    assertThat(engine.owned()).hasSize(1);
  }

  @Test
  void anInstanceOfAServiceIsNoOrphan() {
    plane.ended(plane.create("shop", running("good:1")).operationId());

    new OrphanReaper(engine, plane.services, Duration.ZERO).reconcile();

    assertThat(engine.owned()).hasSize(1);
  }

  private static InstanceSpec unknown() {
    return new InstanceSpec(
        "0123456789abcdef0123456789abcdef",
        "stray",
        "good:1",
        List.of(),
        Map.of(),
        8080,
        new ResourceLimits(256, 512),
        Map.of());
  }
}
