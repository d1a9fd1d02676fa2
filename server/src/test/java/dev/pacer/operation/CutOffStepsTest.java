package dev.pacer.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.operation.AlteredPlan.AlteredStep;
import dev.pacer.testing.Undertaking;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Steps whose work was done when they were cut off.
class CutOffStepsTest {
  /// More than count as a failure of a step that may fail.
  private static final int FAULTS = 7;

  @TempDir private Path directory;
  private StepBed bed;

  @BeforeEach
  void start() {
    bed = new StepBed(directory);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  /// Traffic cannot be taken back, as the old instances go.
  @ParameterizedTest
  @EnumSource(
      value = Undertaking.class,
      names = {"CREATION", "UPDATE", "RESUMPTION"})
  void aFaultOnceTrafficHasMovedIsNeverAFailure(Undertaking undertaking) {
    AtomicInteger faults = new AtomicInteger();

    Operation ended =
        bed.run(
            undertaking,
            bed.prepared(undertaking),
            AlteredPlan.only("switch-traffic", step -> faultyAfter(step, faults)));

    assertThat(faults).hasValueGreaterThan(FAULTS);
    assertThat(ended.status()).isEqualTo(OperationStatus.SUCCEEDED);
  }

  @Test
  void anImageThatWasLookedUpBeforeTheCutIsStillANewApplication() {
    Operation ended =
        bed.run(
            Undertaking.UPDATE,
            bed.prepared(Undertaking.UPDATE),
            AlteredPlan.only("resolve-image", AlteredPlan::twice));

    assertThat(bed.plane.events(ended.serviceId()))
        .anyMatch(line -> line.endsWith("New application and configuration is deployed."));
  }

  private static Step faultyAfter(Step step, AtomicInteger faults) {
    return new AlteredStep(step) {
      @Override
      public String run(OperationRun run) throws InterruptedException {
        String output = step.run(run);
        if (faults.getAndIncrement() < FAULTS) {
          throw new IllegalStateException("A fault that was made.");
        }
        return output;
      }
    };
  }
}
