package dev.pacer.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.pacer.service.Service;
import dev.pacer.service.Version;
import dev.pacer.testing.ServicePicture;
import dev.pacer.testing.Undertaking;
import dev.pacer.testing.Undertaking.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every operation fails at each of its steps in turn, before the step has done anything and once it
/// has done everything. What it leaves must be what there was before.
class StepFailuresTest {
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

  /// What must be as before; its instances are the very same ones.
  private record Standing(
      Optional<Integer> serving,
      List<Version> versions,
      List<String> instances,
      Set<String> containers,
      Optional<List<Integer>> route) {}

  @TestFactory
  Stream<DynamicContainer> aFailedDeploymentLeavesTheServiceAsItWas() {
    return Stream.of(
            Undertaking.UPDATE,
            Undertaking.UPDATE_AFTER_A_FAILED_CREATION,
            Undertaking.DEPLOYMENT,
            Undertaking.RESUMPTION)
        .map(undertaking ->
            failures(
                undertaking,
                failing -> {
                  Subject subject = bed.prepared(undertaking);
                  Service before = subject.known();
                  Standing standing = standing(before);

                  Operation failed = bed.run(undertaking, subject, failing);

                  assertThat(failed.status().name()).isIn("FAILED", "ROLLBACK_SUCCEEDED");
                  assertThat(bed.plane.service(before.id()).status()).isEqualTo(before.status());
                  assertThat(standing(before)).isEqualTo(standing);
                }));
  }

  @TestFactory
  DynamicContainer aFailedCreationLeavesNothingThatRuns() {
    return failures(
        Undertaking.CREATION,
        failing -> {
          Subject subject = bed.prepared(Undertaking.CREATION);

          Operation failed = bed.run(Undertaking.CREATION, subject, failing);

          assertThat(failed.status()).isEqualTo(OperationStatus.FAILED);
          assertNothingRuns(failed.serviceId(), "CREATE_FAILED, shows 1, serves nothing");
        });
  }

  @TestFactory
  DynamicContainer aFailedPauseLeavesTheServiceRunning() {
    return failures(
        Undertaking.PAUSE,
        failing -> {
          Subject subject = bed.prepared(Undertaking.PAUSE);
          ServicePicture before = bed.picture(subject.known().id());

          Operation failed = bed.run(Undertaking.PAUSE, subject, failing);

          assertThat(failed.status()).isEqualTo(OperationStatus.ROLLBACK_SUCCEEDED);
          assertThat(bed.picture(failed.serviceId())).isEqualTo(before);
        });
  }

  @TestFactory
  Stream<DynamicContainer> aFailedDeletionCanBeAskedForAgain() {
    return Stream.of(
            Undertaking.DELETION,
            Undertaking.DELETION_OF_A_PAUSED_SERVICE,
            Undertaking.DELETION_AFTER_A_FAILED_CREATION)
        .map(undertaking ->
            failures(
                undertaking,
                failing -> {
                  Subject subject = bed.prepared(undertaking);
                  Operation failed = bed.run(undertaking, subject, failing);
                  String standing = bed.picture(failed.serviceId()).standing();
                  assertThat(standing).startsWith("DELETE_FAILED");

                  bed.run(undertaking, subject, step -> step);

                  assertNothingRuns(
                      failed.serviceId(), standing.replace("DELETE_FAILED", "DELETED"));
                }));
  }

  /// A step from which there is no way back does not fail once it has done its work.
  private static DynamicContainer failures(
      Undertaking undertaking, Consumer<UnaryOperator<Step>> trial) {
    List<Step> steps = bed.steps(undertaking.type());
    Stream<DynamicTest> before =
        steps.stream()
            .map(Step::name)
            .map(name ->
                dynamicTest(
                    "before " + name,
                    () -> trial.accept(AlteredPlan.only(name, AlteredPlan::failingBefore))));
    Stream<DynamicTest> after =
        steps.stream()
            .map(Step::name)
            .filter(name -> !name.equals("switch-traffic"))
            .map(name ->
                dynamicTest(
                    "after " + name,
                    () -> trial.accept(AlteredPlan.only(name, AlteredPlan::failingAfter))));
    return dynamicContainer(undertaking.name(), Stream.concat(before, after));
  }

  private static Standing standing(Service before) {
    ServicePicture picture = bed.picture(before.id());
    int newest = before.versionNumber();
    return new Standing(
        bed.plane.service(before.id()).servingVersionNumber(),
        bed.plane.services.versions(before.id()).stream()
            .filter(version -> version.number() <= newest)
            .toList(),
        picture.instances(),
        ServicePicture.containers(bed.engine, before.id()),
        picture.route());
  }

  private static void assertNothingRuns(String serviceId, String standing) {
    ServicePicture left = bed.picture(serviceId);
    assertThat(left.standing()).isEqualTo(standing);
    assertThat(left.instances()).isEmpty();
    assertThat(left.strangers()).isZero();
    assertThat(left.route()).isEmpty();
  }
}
