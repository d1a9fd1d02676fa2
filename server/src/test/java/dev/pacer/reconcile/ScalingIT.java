package dev.pacer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceUsage;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.engine.docker.DockerSettings;
import dev.pacer.ingress.IngressServer;
import dev.pacer.ingress.IngressSettings;
import dev.pacer.ingress.routes.Route;
import dev.pacer.operation.OperationStatus;
import dev.pacer.service.ImageRepositoryType;
import dev.pacer.service.ImageSource;
import dev.pacer.service.Instance;
import dev.pacer.service.InstanceSize;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.support.Identifiers;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import dev.pacer.testing.Visitors;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Services of a real engine scale by their requests.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ScalingIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final ScalingRules ONE_AT_A_TIME = new ScalingRules(1, 1, 25);

  /// A start command is split on blanks and gets no shell; this one brings a script past both.
  private static final String RUN_SCRIPT = "sh -c eval${IFS}\"$SCRIPT\"";

  /// Counts in memory all the time, and answers slowly with the count.
  private static final String COUNTING =
      "mkdir -p /www/cgi-bin; { echo '#!/bin/sh'; echo 'sleep 0.4'; echo \"printf 'Content-Type:"
          + " text/plain\\r\\n\\r\\n'; cat /count\"; } >/www/cgi-bin/count; chmod +x"
          + " /www/cgi-bin/count; echo 0 >/count; { n=0; while true; do n=$((n + 1)); echo $n"
          + " >/next; mv /next /count; sleep 0.1; done; } & exec httpd -f -p 8080 -h /www";

  private final DockerClient client = LocalEngine.get().client();
  private final String installation = "test-" + Identifiers.hex32();
  @TempDir private Path directory;
  private DockerEngine engine;
  private ControlPlane plane;
  private IngressServer door;
  private Visitors visitors;

  @BeforeEach
  void start() {
    SampleImage.id();
    engine =
        DockerEngine.connect(
            DockerSettings.of(installation, List.of(LocalEngine.get().host()), false));
    plane = ControlPlane.scaling(directory, engine, QUIET, Duration.ofMinutes(5)).start();
    door =
        IngressServer.start(
            IngressSettings.listeningOn("127.0.0.1", 0), plane.routes, InstantSource.system());
    visitors = new Visitors(door.httpAddress());
  }

  @AfterEach
  void stop() {
    visitors.close();
    door.close(Duration.ZERO);
    plane.close();
    engine.owned().forEach(instance -> engine.remove(instance.handle()));
    engine.removeUnusedNetwork();
    engine.close();
  }

  @Test
  void aQuietInstanceIsPausedAndKeepsItsMemoryAndUsesNoProcessor() {
    Service service = created(ONE_AT_A_TIME);
    Instance instance = plane.services.instances(service.id()).getFirst();
    int before = count(service);
    await().atMost(LONG).until(() -> isPaused(instance));
    Optional<InstanceUsage> asleep = engine.usage(handle(instance));
    assertThat(asleep).isPresent();

    await()
        .during(Duration.ofSeconds(3))
        .atMost(LONG)
        .until(() -> processorTime(instance).equals(asleep.get().processorTime()));
    int after = count(service);

    // It went on where it was: it was neither ended, nor did it count in its sleep.
    assertThat(after).isBetween(before, before + 60);
    assertThat(plane.services.instances(service.id())).hasSize(1);
    await().atMost(LONG).until(() -> isPaused(instance));
  }

  @Test
  void aBurstOfTwentyIsAnsweredByAnInstanceForEachAtLast() {
    Service service = created(ONE_AT_A_TIME);

    List<CompletableFuture<String>> answers = visitors.burst(20, service.host(), "/cgi-bin/count");

    assertThat(Visitors.statuses(answers)).containsOnly(200);
    assertThat(backends(service)).isGreaterThan(1);
    assertThat(plane.events(service.id())).anyMatch(line -> line.contains("Scaling out to "));
  }

  @Test
  void anInstanceThatIsKilledInABurstTakesNobodyElsesRequestWithIt() {
    Service service = created(ONE_AT_A_TIME);
    Instance killed = plane.services.instances(service.id()).getFirst();
    List<CompletableFuture<String>> answers = visitors.burst(12, service.host(), "/cgi-bin/count");
    await().atMost(LONG).until(() -> backends(service) > 1);

    client.killContainerCmd(killed.handle().orElseThrow()).exec();

    assertThat(Visitors.statuses(answers).stream().filter(status -> status != 200).count())
        .isLessThanOrEqualTo(1);
    await()
        .atMost(LONG)
        .until(() ->
            plane.services.instances(service.id()).stream()
                .noneMatch(instance -> instance.id().equals(killed.id())));
    assertThat(count(service)).isPositive();
  }

  @Test
  void anUpdateInABurstLosesNoRequest() {
    Service service = created(ONE_AT_A_TIME);
    List<CompletableFuture<String>> answers = visitors.burst(12, service.host(), "/cgi-bin/count");
    await().atMost(LONG).until(() -> backends(service) > 1);

    var update = plane.update(service.id(), counting(new ScalingRules(2, 1, 25)));

    assertThat(Visitors.statuses(answers)).containsOnly(200);
    assertThat(plane.ended(update.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    assertThat(count(service)).isPositive();
  }

  @Test
  void sleepingInstancesOfAStoppedServerServeTheNextOne() {
    Service service = created(ONE_AT_A_TIME);
    Instance instance = plane.services.instances(service.id()).getFirst();
    await().atMost(LONG).until(() -> isPaused(instance));
    stopServer();
    assertThat(isPaused(instance)).isTrue();

    plane = ControlPlane.scaling(directory, engine, QUIET, QUIET).start();
    door =
        IngressServer.start(
            IngressSettings.listeningOn("127.0.0.1", 0), plane.routes, InstantSource.system());
    visitors = new Visitors(door.httpAddress());

    assertThat(count(service)).isPositive();
    assertThat(plane.services.instances(service.id())).containsExactly(instance);
  }

  private void stopServer() {
    visitors.close();
    door.close(Duration.ZERO);
    plane.close();
  }

  private Service created(ScalingRules rules) {
    var begun = plane.create("shop", counting(rules));
    assertThat(plane.ended(begun.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    return begun.service();
  }

  private int count(Service service) {
    String answer = visitors.ask(service.host(), "/cgi-bin/count");
    assertThat(Visitors.status(answer)).isEqualTo(200);
    return Integer.parseInt(answer.lines().toList().getLast().strip());
  }

  private int backends(Service service) {
    Route route = Objects.requireNonNull(plane.routes.current().find(service.host()));
    return route.backends().size();
  }

  private boolean isPaused(Instance instance) {
    return Boolean.TRUE.equals(
        client.inspectContainerCmd(instance.handle().orElseThrow()).exec().getState().getPaused());
  }

  private Duration processorTime(Instance instance) {
    return engine.usage(handle(instance)).orElseThrow().processorTime();
  }

  private static InstanceHandle handle(Instance instance) {
    return new InstanceHandle(instance.handle().orElseThrow());
  }

  private ServiceConfiguration counting(ScalingRules rules) {
    ServiceConfiguration usual = plane.running(SampleImage.NAME, rules);
    return new ServiceConfiguration(
        new ImageSource(
            SampleImage.NAME,
            ImageRepositoryType.ECR,
            8080,
            Optional.of(RUN_SCRIPT),
            Map.of("SCRIPT", COUNTING),
            Map.of(),
            false,
            Optional.empty()),
        new InstanceSize(256, 64, Optional.empty()),
        usual.healthCheck(),
        usual.autoScalingConfigurationArn(),
        usual.network(),
        Optional.empty());
  }
}
