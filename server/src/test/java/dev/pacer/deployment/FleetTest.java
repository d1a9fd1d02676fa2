package dev.pacer.deployment;

import static dev.pacer.testing.ControlPlane.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.pacer.app.Control;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.cluster.Membership;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.registry.RegistryMap;
import dev.pacer.registry.RegistrySettings;
import dev.pacer.revision.RevisionStore;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.support.Identifiers;
import dev.pacer.testing.ControlPlane;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetTest {
  @TempDir private Path directory;
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private ControlPlane plane;
  private Service service;

  @BeforeEach
  void start() {
    engine.register("good:1", MemoryImage.serving());
    engine.register("good:2", MemoryImage.serving());
    plane = new ControlPlane(directory, engine).start();
    service = plane.create("shop", scaled("good:1", 3)).service();
    await().until(() -> served().size() == 3);
    await().until(() -> plane.service(service.id()).lifecycle().status().name().equals("RUNNING"));
  }

  @AfterEach
  void stop() {
    plane.close();
    engine.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 25, 0, 1", "3, 25, 0, 3", "1, 25, 4, 4", "5, 25, 4, 5", "1, 2, 4, 2"})
  void aNewVersionBeginsAsLargeAsTheOldOneWithinItsBounds(
      int least, int most, int serving, int wanted) {
    assertThat(FleetSize.atDeployment(new ScalingRules(100, least, most), serving))
        .isEqualTo(wanted);
  }

  @Test
  void anUpdateBringsUpTheWholeFleetBeforeItMovesTheTraffic() {
    Set<String> old = served();
    try (MemoryHold hold = engine.holdStart()) {
      plane.update(service.id(), scaled("good:2", 3));
      await().until(() -> hold.held() == 3);

      assertThat(served()).isEqualTo(old);
    }
    await().until(() -> served().size() == 3 && !served().equals(old));
  }

  @Test
  void oneBadInstanceOfANewFleetLeavesTheOldOneServing() {
    Set<String> old = served();
    engine.register("bad:1", MemoryImage.serving().exitingAtOnce(1));

    var ended = plane.ended(plane.update(service.id(), scaled("bad:1", 3)).operationId());

    assertThat(ended.status()).isEqualTo(OperationStatus.ROLLBACK_SUCCEEDED);
    assertThat(served()).isEqualTo(old);
    assertThat(engine.owned()).hasSize(3);
  }

  @Test
  void anInstanceThatDiesIsReplacedWhileTheOthersServe() {
    List<Instance> before = plane.services.instances(service.id());
    Instance dying = before.getFirst();

    engine.die(new InstanceHandle(dying.handle().orElseThrow()), 1, false);

    await().until(() -> served().size() == 3 && !served().contains(dying.id()));
    Set<String> kept = new HashSet<>(served());
    kept.retainAll(before.stream().map(Instance::id).toList());
    assertThat(kept).hasSize(2);
  }

  @Test
  void allInstancesComeBackAfterAllDied() {
    for (Instance instance : plane.services.instances(service.id())) {
      engine.die(new InstanceHandle(instance.handle().orElseThrow()), 137, false);
    }

    await().until(() -> served().size() == 3);
    await().until(() -> engine.owned().size() == 3);
  }

  @Test
  void aSmallerSizeEndsTheSurplusAfterTheUpdate() {
    plane.close();
    Duration soon = Duration.ofMillis(100);
    plane = ControlPlane.scaling(directory, engine, soon, soon).start();

    plane.ended(plane.update(service.id(), scaled("good:2", 1)).operationId());

    await().until(() -> served().size() == 1 && engine.owned().size() == 1);
  }

  @Test
  void aPauseEndsAllInstances() {
    plane.ended(
        plane.begin(service.id(), OperationType.PAUSE_SERVICE, Optional.empty()).operationId());

    assertThat(engine.owned()).isEmpty();
  }

  @Test
  void aResumedServiceHasItsSizeAgain() {
    plane.ended(
        plane.begin(service.id(), OperationType.PAUSE_SERVICE, Optional.empty()).operationId());

    plane.ended(
        plane.begin(service.id(), OperationType.RESUME_SERVICE, Optional.empty()).operationId());

    assertThat(served()).hasSize(3);
  }

  @Test
  void anInstanceThatAKilledServerStartedAndDidNotNoteIsEnded() {
    InstanceSpec known = engine.spec(handle(plane.services.instances(service.id()).getFirst()));
    String id = Identifiers.hex32();
    engine.start(
        new InstanceSpec(
            id,
            known.name(),
            known.imageId(),
            known.command(),
            known.environment(),
            known.port(),
            known.limits(),
            known.labels()));

    plane.services.add(
        new Instance(
            id,
            service.id(),
            1,
            Instance.Phase.STARTING,
            Optional.empty(),
            InstantSource.system().instant()));

    await().until(() -> plane.services.instance(id).isEmpty());
    assertThat(engine.owned()).hasSize(3);
  }

  @Test
  void anInstanceThatServedHasItsWholeGraceAfterARestartToo() {
    Instance retiring = plane.services.instances(service.id()).getFirst();
    plane.control.close();
    plane.services.retire(retiring.id());
    List<Duration> graces = new CopyOnWriteArrayList<>();

    try (Control control = control(recordingStops(graces), Duration.ofSeconds(7))) {
      control.start();

      await().until(() -> plane.services.instance(retiring.id()).isEmpty());
    }
    assertThat(graces).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void aServiceMaySayHowMuchGraceItsInstancesHave() {
    Instance retiring = plane.services.instances(service.id()).getFirst();
    var _ =
        plane
            .stores
            .tags()
            .update(service.arn(), _ -> Optional.of(Map.of("pacer:stop-grace", "3s")));
    plane.control.close();
    plane.services.retire(retiring.id());
    List<Duration> graces = new CopyOnWriteArrayList<>();

    try (Control control = control(recordingStops(graces), Duration.ofSeconds(7))) {
      control.start();

      await().until(() -> plane.services.instance(retiring.id()).isEmpty());
    }
    assertThat(graces).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void anUpdateWhoseInstancesDiedWithTheServerDoesNotGetTheTraffic() {
    engine.register("slow:1", MemoryImage.serving().listeningAfter(Duration.ofMillis(400)));
    Set<String> old = served();
    String operation = plane.update(service.id(), scaled("slow:1", 3)).operationId();
    await().until(() -> healthChecksBegun() == 2);
    List<Instance> fresh =
        plane.services.instances(service.id()).stream()
            .filter(instance -> !old.contains(instance.id()))
            .toList();
    plane.close();
    fresh.forEach(instance -> engine.die(handle(instance), 137, false));

    plane = new ControlPlane(directory, engine).start();

    assertThat(plane.ended(operation).status()).isEqualTo(OperationStatus.ROLLBACK_SUCCEEDED);
    assertThat(served()).isEqualTo(old);
  }

  /// Reconcilers act on what they read a while ago; its version may be forgotten, too.
  @Test
  void anInstanceThatHasEndedMeanwhileIsNotEndedAgain() {
    Instance ended =
        new Instance(
            Identifiers.hex32(),
            service.id(),
            99,
            Instance.Phase.RETIRING,
            Optional.of("memory-gone"),
            Instant.now());

    try (Deployments deployments = deployments()) {
      assertThatCode(() -> deployments.fleet().retire(ended)).doesNotThrowAnyException();
    }
  }

  private Deployments deployments() {
    return new Deployments(
        engine,
        new RegistryMap(RegistrySettings.NONE),
        plane.services,
        plane.stores.connections(),
        ControlPlane.code(directory.resolve("builds"), engine),
        new FleetSize(plane.stores.scaling()),
        plane.logs,
        new RouteSlot(),
        new FleetSettings(
            Duration.ofSeconds(1),
            Duration.ZERO,
            Duration.ZERO,
            3,
            Duration.ofHours(1),
            Duration.ofHours(1)),
        (_, _) -> {},
        _ -> true,
        InstantSource.system());
  }

  private long healthChecksBegun() {
    return plane.events(service.id()).stream()
        .filter(line -> line.contains("Performing health check"))
        .count();
  }

  private static InstanceHandle handle(Instance instance) {
    return new InstanceHandle(instance.handle().orElseThrow());
  }

  private ComputeEngine recordingStops(List<Duration> graces) {
    return (ComputeEngine)
        Proxy.newProxyInstance(
            ComputeEngine.class.getClassLoader(),
            new Class<?>[] {ComputeEngine.class},
            (_, method, arguments) -> {
              if (method.getName().equals("stop")) {
                graces.add((Duration) arguments[1]);
              }
              return method.invoke(engine, arguments);
            });
  }

  /// A server after a restart.
  private Control control(ComputeEngine counted, Duration stopGrace) {
    return new Control(
        new Control.Ground(
            plane.stores,
            plane.logs,
            counted,
            new RegistryMap(RegistrySettings.NONE),
            ControlPlane.code(directory.resolve("builds"), counted),
            plane.routes,
            Membership.alone(plane.stores.members()),
            InstantSource.system()),
        new FleetSettings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            stopGrace,
            3,
            Duration.ofHours(1),
            Duration.ofHours(1)),
        Duration.ofMillis(100));
  }

  private Set<String> served() {
    var route = plane.routes.current().find(service.host());
    return route == null
        ? Set.of()
        : Objects.requireNonNull(route).backends().stream()
            .map(backend -> backend.instanceId())
            .collect(Collectors.toSet());
  }

  private ServiceConfiguration scaled(String image, int size) {
    ServiceConfiguration usual = running(image);
    var created =
        (RevisionStore.Creation.Created<ScalingRules>)
            plane
                .stores
                .scaling()
                .create(
                    ControlPlane.WORLD,
                    "size" + size,
                    new ScalingRules(100, size, 25),
                    Map.of(),
                    new RevisionStore.Limits(10, 10));
    return new ServiceConfiguration(
        usual.source(),
        usual.instanceSize(),
        usual.healthCheck(),
        created.listed().revision().arn().toString(),
        usual.network(),
        usual.observabilityConfigurationArn());
  }
}
