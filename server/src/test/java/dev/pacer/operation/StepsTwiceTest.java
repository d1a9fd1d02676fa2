package dev.pacer.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pacer.testing.ServicePicture;
import dev.pacer.testing.Undertaking;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// After a crash the step that was under way is run, or undone, again. So every step of every
/// operation is run again, and undone again, and the service must be as if it had not been.
class StepsTwiceTest {
  private static final Map<Undertaking, Outcome> UNDISTURBED = new EnumMap<>(Undertaking.class);

  @TempDir private static Path directory;
  private static StepBed bed;

  @BeforeAll
  static void start() {
    bed = new StepBed(directory);
  }

  @AfterAll
  static void stop() {
    bed.close();
  }

  /// What there is after an operation.
  private record Outcome(
      OperationStatus status, List<Optional<String>> outputs, ServicePicture picture) {}

  @TestFactory
  Stream<DynamicContainer> aStepRunTwiceChangesNothing() {
    return ofEveryStep((undertaking, name) -> {
      Outcome undisturbed =
          UNDISTURBED.computeIfAbsent(undertaking, one -> outcome(one, step -> step));

      Outcome disturbed = outcome(undertaking, AlteredPlan.only(name, AlteredPlan::twice));

      assertThat(disturbed).isEqualTo(undisturbed);
    });
  }

  @TestFactory
  Stream<DynamicContainer> aStepUndoneTwiceChangesNothing() {
    return ofEveryStep((undertaking, name) -> {
      UnaryOperator<Step> failing = AlteredPlan.only(name, AlteredPlan::failingBefore);
      Outcome undisturbed = outcome(undertaking, failing);

      Outcome disturbed = outcome(undertaking, step -> AlteredPlan.twice(failing.apply(step)));

      assertThat(disturbed).isEqualTo(undisturbed);
    });
  }

  @FunctionalInterface
  private interface Trial {
    void of(Undertaking undertaking, String step);
  }

  private static Stream<DynamicContainer> ofEveryStep(Trial trial) {
    return Stream.of(Undertaking.values())
        .map(undertaking ->
            dynamicContainer(
                undertaking.name(),
                bed.steps(undertaking.type()).stream()
                    .map(Step::name)
                    .map(name -> dynamicTest(name, () -> trial.of(undertaking, name)))));
  }

  private static Outcome outcome(Undertaking undertaking, UnaryOperator<Step> alteration) {
    Operation ended = bed.run(undertaking, bed.prepared(undertaking), alteration);
    return new Outcome(
        ended.status(),
        bed.steps(undertaking.type()).stream()
            .map(step -> bed.plane.operations.output(ended.id(), step.name()))
            .map(output -> output.map(text -> text.replaceFirst(":[0-9a-f]{64}$", ":…")))
            .toList(),
        bed.picture(ended.serviceId()));
  }
}
