package dev.pacer.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.service.Lifecycle.InProgress;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStatus;
import dev.pacer.testing.ControlPlane;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that share one database, each with a runner of its own; their operations do nothing but what
/// the test tells them.
class OperationRunnerTest {
  @TempDir private Path directory;
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final List<OperationStatus> told = Collections.synchronizedList(new ArrayList<>());
  private final List<OperationRunner> runners = new ArrayList<>();
  private ControlPlane plane;

  @BeforeEach
  void open() {
    plane = new ControlPlane(directory, engine);
    plane.stores.members().join("one");
    plane.stores.members().join("two");
  }

  @AfterEach
  void close() {
    runners.forEach(OperationRunner::close);
    plane.close();
    engine.close();
  }

  @Test
  void anOperationOfALivingServerIsNotRunByAnother() {
    String operation = created();
    var _ = plane.operations.claim(operation, "one").orElseThrow();

    assertThat(plane.operations.claim(operation, "two")).isEmpty();
    assertThat(plane.operations.unclaimed()).isEmpty();
  }

  @Test
  void anOperationWhoseClaimItsServerNeverHeardOfIsRunByItAllTheSame() {
    String operation = created();
    var _ = plane.operations.claim(operation, "one").orElseThrow();

    runner("one", step("only", () -> "")).submit(operation);

    assertThat(plane.ended(operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
  }

  @Test
  void anOperationOfADeadServerIsRunByAnother() {
    String operation = created();
    var _ = plane.operations.claim(operation, "one").orElseThrow();
    plane.stores.members().leave("one");

    runner("two", step("only", () -> "")).adopt();

    assertThat(plane.ended(operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
  }

  @Test
  void aServerThatLostItsClaimCannotWriteToTheJournal() {
    String operation = created();
    Journal lost = plane.operations.claim(operation, "one").orElseThrow();
    plane.stores.members().leave("one");
    var _ = plane.operations.claim(operation, "two").orElseThrow();

    assertThatThrownBy(() -> lost.begin(step("late", () -> "")))
        .isInstanceOf(ClaimLostException.class);
    assertThat(lost.begun()).isEmpty();
  }

  @Test
  void aServerThatLostItsClaimCannotEndTheOperation() {
    String operation = created();
    Journal lost = plane.operations.claim(operation, "one").orElseThrow();
    plane.stores.members().leave("one");
    var _ = plane.operations.claim(operation, "two").orElseThrow();
    Operation ended = lost.operation().in(OperationStatus.FAILED, Instant.now());

    assertThatThrownBy(() -> lost.end(ended, service(ended)))
        .isInstanceOf(ClaimLostException.class);
    assertThat(plane.service(ended.serviceId()).status())
        .isEqualTo(ServiceStatus.OPERATION_IN_PROGRESS);
  }

  @Test
  void twoRunnersOnOneDatabaseRunEachStepOnce() {
    List<String> operations = new ArrayList<>();
    for (int count = 0; count < 20; count++) {
      operations.add(created("shop" + count));
    }
    OperationRunner one = runner("one", step("only", () -> ""));
    OperationRunner two = runner("two", step("only", () -> ""));

    for (String operation : operations) {
      one.submit(operation);
      two.submit(operation);
    }

    operations.forEach(plane::ended);
    assertThat(done).hasSize(20);
  }

  @Test
  void aStoppingServerLetsItsStepComplete() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    String operation = created();
    OperationRunner one =
        runner(
            "one",
            step(
                "first",
                () -> {
                  begun.countDown();
                  mayEnd.await();
                  return "whole";
                }),
            step("second", () -> ""));
    one.submit(operation);
    begun.await();

    Thread closing = Thread.ofVirtual().start(one::close);
    await().until(() -> closing.getState() != Thread.State.RUNNABLE);
    mayEnd.countDown();
    closing.join();

    assertThat(plane.operations.output(operation, "first")).contains("whole");
    assertThat(done).containsExactly("first");
  }

  @Test
  void aStepThatWasCutOffIsRunAgainByTheNextServer() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    String operation = created();
    OperationRunner one = runner("one", endless(begun));
    one.submit(operation);
    begun.await();
    one.close();
    plane.stores.members().leave("one");

    runner("two", step("only", () -> "")).adopt();

    assertThat(plane.ended(operation).status()).isEqualTo(OperationStatus.SUCCEEDED);
    assertThat(done).containsExactly("only", "only");
  }

  @Test
  void aCancellationReachesTheServerThatRunsTheOperation() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    String operation = created();
    OperationRunner one = runner("one", endless(begun));
    one.submit(operation);
    begun.await();
    runner("two", step("only", () -> "")).cancel(operation);

    one.heedCancellations();

    assertThat(plane.ended(operation).failure().orElseThrow()).contains("cancelled");
  }

  @Test
  void aCancellationSurvivesTheServer() {
    String operation = created();
    var _ = plane.operations.claim(operation, "one").orElseThrow();
    plane.operations.cancel(operation);
    plane.stores.members().leave("one");

    runner("two", step("only", () -> "")).adopt();

    assertThat(plane.ended(operation).status()).isEqualTo(OperationStatus.FAILED);
    assertThat(done).isEmpty();
  }

  @Test
  void anEndOfWhichADeadServerToldNobodyIsToldByTheNext() {
    Journal journal = plane.operations.claim(created(), "one").orElseThrow();
    Operation ended = journal.operation().in(OperationStatus.FAILED, Instant.now());
    journal.end(ended, service(ended));
    plane.stores.members().leave("one");

    runner("two", step("only", () -> "")).adopt();

    await().until(() -> told.contains(OperationStatus.FAILED));
    assertThat(done).isEmpty();
  }

  @Test
  void anEndThatWasToldIsNobodysBusinessAnyMore() {
    String operation = created();
    runner("one", step("only", () -> "")).submit(operation);

    await().until(() -> plane.operations.claim(operation, "one").isEmpty());

    plane.stores.members().leave("one");
    assertThat(plane.operations.unclaimed()).isEmpty();
    assertThat(told).containsExactly(OperationStatus.SUCCEEDED);
  }

  @Test
  void aStepThatFaultsForeverEndsTheOperation() {
    String operation = created();
    OperationRunner one =
        runner(
            "one",
            step(
                "only",
                () -> {
                  throw new IllegalStateException("broken");
                }));

    one.submit(operation);

    assertThat(plane.ended(operation).failure().orElseThrow()).contains("a fault of its own");
  }

  private String created() {
    return created("shop");
  }

  private String created(String name) {
    OperationRunner stopped = runner("nobody");
    stopped.close();
    OperationStarter starter =
        new OperationStarter(plane.operations, stopped, InstantSource.system());
    return ControlPlane.create(starter, name, ControlPlane.running("good:1")).operationId();
  }

  private Service service(Operation operation) {
    Service service = plane.service(operation.serviceId());
    return service.with(((InProgress) service.lifecycle()).createFailed(), Instant.now());
  }

  private OperationRunner runner(String member, Step... steps) {
    Map<OperationType, OperationPlan> plans = new EnumMap<>(OperationType.class);
    plans.put(OperationType.CREATE_SERVICE, plan(List.of(steps)));
    OperationRunner runner =
        new OperationRunner(
            plane.operations, plane.services, plans, member, InstantSource.system());
    runners.add(runner);
    return runner;
  }

  @FunctionalInterface
  private interface Deed {
    String apply() throws InterruptedException;
  }

  /// Goes on until it is interrupted.
  private Step endless(CountDownLatch begun) {
    return step(
        "only",
        () -> {
          begun.countDown();
          new CountDownLatch(1).await();
          return "";
        });
  }

  private Step step(String name, Deed deed) {
    return new Step() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String run(OperationRun run) throws InterruptedException {
        done.add(name);
        return deed.apply();
      }
    };
  }

  private OperationPlan plan(List<Step> steps) {
    return new OperationPlan() {
      @Override
      public List<Step> steps() {
        return steps;
      }

      @Override
      public void ended(OperationRun run) {
        told.add(run.operation().status());
      }

      @Override
      public Service succeeded(Service service, Instant now) {
        return service.with(((InProgress) service.lifecycle()).running(), now);
      }

      @Override
      public Ending failed(Service service, Instant now) {
        return new Ending(
            OperationStatus.FAILED,
            service.with(((InProgress) service.lifecycle()).createFailed(), now));
      }
    };
  }
}
