package dev.pacer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.engine.HostMemory;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.InstanceUsage;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.health.HealthCheck;
import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.Visitors;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Services scale by their requests: real front door, real control plane, instances in memory.
class ScalingTest {
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir private Path directory;
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private ControlPlane plane;
  private IngressServer door;
  private Visitors visitors;

  @BeforeEach
  void start() {
    engine.register("good:1", MemoryImage.serving());
    engine.register("good:2", MemoryImage.serving());
    start(NEVER, NEVER);
  }

  @AfterEach
  void stop() {
    visitors.close();
    door.close(Duration.ZERO);
    plane.close();
    engine.close();
  }

  @Test
  void aQuietInstanceSleepsAndAnswersTheNextRequest() {
    restart(SOON, NEVER);
    Service service = created(new ScalingRules(100, 1, 25), Map.of());
    await().until(() -> asleep(service) == 1 && suspended(service) == 1);

    String answer = visitors.ask(service.host(), "/");

    assertThat(Visitors.status(answer)).isEqualTo(200);
    assertThat(engine.owned()).hasSize(1);
  }

  @Test
  void aBurstWakesAsManyInstancesAsItNeeds() {
    restart(SOON, NEVER);
    Service service = created(new ScalingRules(2, 3, 25), Map.of());
    await().until(() -> asleep(service) == 3);
    List<CompletableFuture<String>> answers;
    try (MemoryHold hold = engine.holdAnswers()) {
      answers = visitors.burst(3, service.host(), "/");

      await().until(() -> hold.held() == 3);
      assertThat(asleep(service)).isEqualTo(1);
      assertThat(engine.owned()).hasSize(3);
    }
    assertThat(Visitors.statuses(answers)).containsOnly(200);
  }

  @Test
  void aBurstStartsAsManyInstancesAsAreMissing() {
    Service service = created(new ScalingRules(2, 1, 25), Map.of());
    List<CompletableFuture<String>> answers;
    try (MemoryHold hold = engine.holdAnswers()) {
      answers = visitors.burst(6, service.host(), "/");

      await().until(() -> hold.held() == 6);
      assertThat(engine.owned()).hasSize(3);
    }
    assertThat(Visitors.statuses(answers)).containsOnly(200);
    assertThat(plane.events(service.id())).anyMatch(line -> line.contains("Scaling out to "));
  }

  @Test
  void whatABurstStartedEndsAfterAQuietWhile() {
    restart(SOON, Duration.ofMillis(500));
    Service service = created(new ScalingRules(1, 1, 25), Map.of());
    try (MemoryHold hold = engine.holdAnswers()) {
      var _ = visitors.burst(3, service.host(), "/");
      await().until(() -> hold.held() == 3);
    }

    await().until(() -> engine.owned().size() == 1 && asleep(service) == 1);

    assertThat(plane.events(service.id())).anyMatch(line -> line.contains("Scaling in to 1 "));
  }

  @Test
  void atMaxSizeRequestsWaitForTheQueueTimeAndAreRefusedThen() {
    Service service = created(new ScalingRules(1, 1, 2), Map.of("pacer:queue-timeout", "300ms"));
    try (MemoryHold hold = engine.holdAnswers()) {
      List<CompletableFuture<String>> busy = visitors.burst(2, service.host(), "/");
      await().until(() -> hold.held() == 2);

      assertThat(Visitors.status(visitors.ask(service.host(), "/"))).isEqualTo(429);

      assertThat(engine.owned()).hasSize(2);
      hold.release();
      assertThat(Visitors.statuses(busy)).containsOnly(200);
    }
  }

  @Test
  void aServiceWithoutRequestsHasNoInstanceUntilOneComes() {
    Service service =
        created(new ScalingRules(100, 1, 25), Map.of("pacer:scale-to-zero-after", "200ms"));
    await().until(() -> engine.owned().isEmpty());

    assertThat(plane.service(service.id()).status().name()).isEqualTo("RUNNING");
    assertThat(plane.events(service.id())).anyMatch(line -> line.contains("Scaling to zero"));
    assertThat(Visitors.statuses(visitors.burst(5, service.host(), "/"))).containsOnly(200);
    await().until(() -> engine.owned().isEmpty());
  }

  @Test
  void aServiceAtZeroStaysThereWhenTheServerIsRestarted() {
    Service service =
        created(new ScalingRules(100, 1, 25), Map.of("pacer:scale-to-zero-after", "1s"));
    await().until(() -> engine.owned().isEmpty());

    restart(NEVER, NEVER);

    await().during(Duration.ofMillis(500)).until(() -> engine.owned().isEmpty());
    assertThat(Visitors.status(visitors.ask(service.host(), "/"))).isEqualTo(200);
  }

  @Test
  void aServiceAtZeroThatCannotStartAnswersSoonThatItCannot() {
    engine.register("flaky:1", MemoryImage.serving());
    Service service =
        created(
            "flaky:1",
            new ScalingRules(100, 1, 25),
            Map.of("pacer:scale-to-zero-after", "200ms", "pacer:queue-timeout", "1m"));
    await().until(() -> engine.owned().isEmpty());
    engine.refuse("flaky:1");

    assertThat(Visitors.status(visitors.ask(service.host(), "/"))).isEqualTo(503);
  }

  @Test
  void anInstanceThatIsKeptActiveDoesNotSleep() {
    restart(SOON, NEVER);
    Service service = created(new ScalingRules(100, 1, 25), Map.of("pacer:keep-active", "true"));

    await().during(Duration.ofMillis(600)).until(() -> asleep(service) == 0);
  }

  @Test
  void aSleepingInstanceIsNotChecked() {
    restart(SOON, NEVER);
    Service service = created(checkedByHttp("good:1"), Map.of());
    await().until(() -> suspended(service) == 1);
    List<Instance> before = plane.services.instances(service.id());

    // A check of an instance without a processor would fail within its second.
    await()
        .during(Duration.ofSeconds(3))
        .until(() -> plane.services.instances(service.id()).equals(before));
    assertThat(Visitors.status(visitors.ask(service.host(), "/"))).isEqualTo(200);
  }

  @Test
  void aSleepingInstanceThatDiesIsReplaced() {
    restart(SOON, NEVER);
    Service service = created(new ScalingRules(100, 1, 25), Map.of());
    await().until(() -> suspended(service) == 1);
    Instance dying = plane.services.instances(service.id()).getFirst();

    engine.die(handle(dying), 137, false);

    await()
        .until(() ->
            plane.services.instances(service.id()).stream()
                    .noneMatch(i -> i.id().equals(dying.id()))
                && backends(service).size() == 1);
    assertThat(Visitors.status(visitors.ask(service.host(), "/"))).isEqualTo(200);
  }

  @Test
  void instancesThatSleepGoOnSleepingWhenTheServerIsRestarted() {
    restart(SOON, NEVER);
    Service service = created(new ScalingRules(100, 2, 25), Map.of());
    await().until(() -> suspended(service) == 2);

    restart(NEVER, NEVER);

    assertThat(asleep(service)).isEqualTo(2);
    assertThat(Visitors.status(visitors.ask(service.host(), "/"))).isEqualTo(200);
    assertThat(suspended(service)).isEqualTo(1);
  }

  @Test
  void anInstanceIsStartedWhenTheMachineHasTheMemory() {
    Service service = created(new ScalingRules(1, 1, 25), Map.of());
    engine.hostMemory(new HostMemory(8L << 30, 64L << 20));
    try (MemoryHold hold = engine.holdAnswers()) {
      List<CompletableFuture<String>> answers = visitors.burst(2, service.host(), "/");
      String shortage = "Instance not started: 64 of 2048 MiB are free on this machine.";
      await()
          .untilAsserted(() ->
              assertThat(plane.events(service.id())).anyMatch(line -> line.contains(shortage)));
      await().during(Duration.ofMillis(300)).until(() -> engine.owned().size() == 1);

      engine.hostMemory(new HostMemory(8L << 30, 4L << 30));

      await().until(() -> hold.held() == 2);
      hold.release();
      assertThat(Visitors.statuses(answers)).containsOnly(200);
      assertThat(
              Collections.frequency(
                  plane.events(service.id()).stream().map(line -> line.contains(shortage)).toList(),
                  true))
          .isEqualTo(1);
    }
  }

  @Test
  void sleepingInstancesWakeWithoutTheDatabase() {
    restart(SOON, NEVER);
    Service service = created(new ScalingRules(100, 1, 25), Map.of());
    await().until(() -> suspended(service) == 1);

    plane.database.close();

    assertThat(Visitors.status(visitors.ask(service.host(), "/"))).isEqualTo(200);
  }

  @Test
  void instancesWhoseProcessorsAreUsedUpGetOthersBesideThem() {
    Service service = created(new ScalingRules(100, 1, 25), Map.of("pacer:scale-on-cpu", "50"));
    InstanceHandle handle = handle(plane.services.instances(service.id()).getFirst());
    long begin = System.nanoTime();

    await()
        .until(() -> {
          // As if it had one core, and used all of it.
          Duration used = Duration.ofNanos(System.nanoTime() - begin);
          engine.uses(handle, new InstanceUsage(used, 1 << 20));
          return backends(service).size() >= 2;
        });

    assertThat(plane.events(service.id()))
        .anyMatch(line -> line.contains("the processors are used at "));
  }

  @Test
  void aServiceAtZeroIsUpdatedAtItsLeastSize() {
    Service service =
        created(new ScalingRules(100, 1, 25), Map.of("pacer:scale-to-zero-after", "500ms"));
    await().until(() -> engine.owned().isEmpty());

    var update = plane.update(service.id(), plane.running("good:2", new ScalingRules(5, 1, 25)));

    assertThat(plane.ended(update.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    assertThat(visitors.ask(service.host(), "/")).contains("good:2");
  }

  @Test
  void aSleepingServiceIsPausedAtOnce() {
    restart(SOON, NEVER);
    Service service = created(new ScalingRules(100, 2, 25), Map.of());
    await().until(() -> suspended(service) == 2);

    var pause = plane.begin(service.id(), OperationType.PAUSE_SERVICE, Optional.empty());

    assertThat(plane.ended(pause.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    assertThat(engine.owned()).isEmpty();
  }

  @Test
  void aPausedServiceSendsAwayWhoWaits() {
    Service service = created(new ScalingRules(1, 1, 1), Map.of());
    try (MemoryHold hold = engine.holdAnswers()) {
      CompletableFuture<String> busy = visitors.asks(service.host(), "/");
      await().until(() -> hold.held() == 1);
      CompletableFuture<String> waiting = visitors.asks(service.host(), "/");
      await().until(() -> route(service).service().gate().waiting() == 1);

      var pause = plane.begin(service.id(), OperationType.PAUSE_SERVICE, Optional.empty());

      assertThat(Visitors.status(waiting.join())).isEqualTo(404);
      hold.release();
      assertThat(Visitors.status(busy.join())).isEqualTo(200);
      assertThat(plane.ended(pause.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }
    assertThat(engine.owned()).isEmpty();
  }

  @Test
  void anUpdateWhileABurstIsServedLosesNoRequest() {
    Service service = created(new ScalingRules(1, 1, 25), Map.of());
    List<CompletableFuture<String>> answers;
    try (MemoryHold hold = engine.holdAnswers()) {
      answers = visitors.burst(5, service.host(), "/");
      await().until(() -> hold.held() >= 2);

      var update = plane.update(service.id(), plane.running("good:2", new ScalingRules(2, 1, 25)));
      plane.ended(update.operationId());
    }

    assertThat(Visitors.statuses(answers)).containsOnly(200);
    assertThat(visitors.ask(service.host(), "/")).contains("good:2");
  }

  private Service created(ScalingRules rules, Map<String, String> tags) {
    return created("good:1", rules, tags);
  }

  private Service created(String image, ScalingRules rules, Map<String, String> tags) {
    return created(plane.running(image, rules), tags);
  }

  private Service created(ServiceConfiguration configuration, Map<String, String> tags) {
    var begun = plane.create("shop", configuration, tags);
    assertThat(plane.ended(begun.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    return begun.service();
  }

  private static ServiceConfiguration checkedByHttp(String image) {
    ServiceConfiguration usual = ControlPlane.running(image);
    return new ServiceConfiguration(
        usual.source(),
        usual.instanceSize(),
        new HealthCheck(
            HealthCheck.Protocol.HTTP, "/", Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1),
        usual.autoScalingConfigurationArn(),
        usual.network(),
        usual.observabilityConfigurationArn());
  }

  private Route route(Service service) {
    return Objects.requireNonNull(plane.routes.current().find(service.host()));
  }

  private List<Backend> backends(Service service) {
    return route(service).backends();
  }

  private long asleep(Service service) {
    return backends(service).stream().filter(Backend::isAsleep).count();
  }

  private long suspended(Service service) {
    return plane.services.instances(service.id()).stream()
        .filter(instance ->
            engine
                .inspect(handle(instance))
                .filter(state ->
                    state instanceof InstanceState.Running(_, boolean suspended) && suspended)
                .isPresent())
        .count();
  }

  private static InstanceHandle handle(Instance instance) {
    return new InstanceHandle(instance.handle().orElseThrow());
  }

  private void restart(Duration sleepAfter, Duration scaleInAfter) {
    visitors.close();
    door.close(Duration.ZERO);
    plane.close();
    start(sleepAfter, scaleInAfter);
  }

  private void start(Duration sleepAfter, Duration scaleInAfter) {
    plane = ControlPlane.scaling(directory, engine, sleepAfter, scaleInAfter).start();
    door =
        IngressServer.start(
            IngressSettings.listeningOn("127.0.0.1", 0), plane.routes, InstantSource.system());
    visitors = new Visitors(door.httpAddress());
  }
}
