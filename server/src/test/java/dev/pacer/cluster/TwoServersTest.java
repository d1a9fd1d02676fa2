package dev.pacer.cluster;

import static dev.pacer.testing.ControlPlane.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryHold;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import dev.pacer.operation.OperationStatus;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.support.Arn;
import dev.pacer.testing.ControlPlane;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoServersTest {
  @TempDir private Path directory;
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private ControlPlane first;
  private ControlPlane second;

  @BeforeEach
  void start() {
    engine.register("good:1", MemoryImage.serving());
    engine.register("good:2", MemoryImage.serving());
    first = ControlPlane.sharing(directory, "first", engine).start();
    second = ControlPlane.sharing(directory, "second", engine).start();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
    engine.close();
  }

  @Test
  void whatOneServerCreatesTheOtherServes() {
    Service service = created();

    await().until(() -> backends(second, service).size() == 1);
  }

  @Test
  void whatOneServerUpdatesTheOtherFollows() {
    Service service = created();
    await().until(() -> backends(second, service).size() == 1);
    String old = backends(second, service).getFirst().instanceId();

    first.ended(first.update(service.id(), running("good:2")).operationId());

    await()
        .until(() -> backends(second, service).stream().noneMatch(b -> b.instanceId().equals(old)));
    await().until(() -> engine.owned().size() == 1);
  }

  @Test
  void aTagThatIsSetThroughOneServerReachesTheRoutesOfTheOther() {
    Service service = created();
    await().until(() -> backends(second, service).size() == 1);
    Arn arn =
        Arn.appRunner(ControlPlane.WORLD, "service/%s/%s".formatted(service.name(), service.id()));

    first.stores.tags().update(arn, _ -> Optional.of(Map.of("pacer:access-log", "off")));

    await()
        .until(() -> {
          Route route = second.routes.current().find(service.host());
          return route != null && !route.options().accessLog();
        });
  }

  @Test
  void anInstanceIsNotStoppedWhileTheOtherServerHasRequestsInFlight() {
    Service service = created();
    await().until(() -> backends(second, service).size() == 1);
    Backend old = backends(second, service).getFirst();
    old.claim(100);

    first.ended(first.update(service.id(), running("good:2")).operationId());
    await().until(() -> backends(second, service).stream().noneMatch(b -> b == old));

    assertThat(engine.owned()).hasSize(2);
    old.release();
    await().until(() -> engine.owned().size() == 1);
  }

  @Test
  void theOtherServerEndsWhatTheOneThatStopsHasBegun() {
    try (MemoryHold hold = engine.holdResolve()) {
      var begun = first.create("shop", running("good:1"));
      await().until(() -> hold.held() == 1);

      first.close();
      hold.release();

      assertThat(second.ended(begun.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    }
  }

  @Test
  void theOtherServerReplacesInstancesOnceTheLeaderIsGone() {
    Service service = created();
    await().until(() -> backends(second, service).size() == 1);
    Instance dying = second.services.instances(service.id()).getFirst();
    first.close();

    engine.die(new InstanceHandle(dying.handle().orElseThrow()), 1, false);

    await()
        .until(() ->
            backends(second, service).size() == 1
                && !backends(second, service).getFirst().instanceId().equals(dying.id()));
  }

  @Test
  void anOperationIsCancelledThroughTheOtherServer() {
    try (MemoryHold hold = engine.holdResolve()) {
      var begun = first.create("shop", running("good:1"));
      await().until(() -> hold.held() == 1);

      second.runner.cancel(begun.operationId());

      assertThat(first.ended(begun.operationId()).failure().orElseThrow()).contains("cancelled");
    }
  }

  private Service created() {
    var begun = first.create("shop", running("good:1"));
    first.ended(begun.operationId());
    return begun.service();
  }

  private static List<Backend> backends(ControlPlane plane, Service service) {
    var route = plane.routes.current().find(service.host());
    return route == null ? List.of() : route.backends();
  }
}
