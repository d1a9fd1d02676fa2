package dev.pacer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.HostConfig;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.ResourceLimits;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.engine.docker.DockerSettings;
import dev.pacer.health.HealthCheck;
import dev.pacer.ingress.routes.Route;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationStatus;
import dev.pacer.service.ImageRepositoryType;
import dev.pacer.service.ImageSource;
import dev.pacer.service.Instance;
import dev.pacer.service.InstanceSize;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.support.Identifiers;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.Fetch;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import dev.pacer.testing.SocketProxy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Services of a real engine heal, whatever somebody does to their containers.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class HealingIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  /// A start command is split on blanks and gets no shell; this one brings a script past both.
  private static final String RUN_SCRIPT = "sh -c eval${IFS}\"$SCRIPT\"";

  private final DockerClient client = LocalEngine.get().client();
  private final String installation = "test-" + Identifiers.hex32();
  private final List<String> foreign = new ArrayList<>();
  @TempDir private Path directory;
  private SocketProxy proxy;
  private DockerEngine engine;
  private ControlPlane plane;

  @BeforeEach
  void start() {
    SampleImage.id();
    Path socket = directory.resolve("engine.sock");
    proxy = new SocketProxy(socket, Path.of(LocalEngine.get().host().getPath()));
    proxy.listen();
    engine = DockerEngine.connect(DockerSettings.of(installation, List.of(proxy.uri()), false));
    plane = new ControlPlane(directory, engine).start();
  }

  @AfterEach
  void stop() {
    plane.close();
    engine.owned().forEach(instance -> engine.remove(instance.handle()));
    foreign.forEach(id -> client.removeContainerCmd(id).withForce(true).exec());
    engine.removeUnusedNetwork();
    engine.close();
    proxy.close();
  }

  @Test
  void anInstanceThatIsKilledIsReplaced() {
    Begun service = created("shop", server());
    Instance before = serving(service);

    client.killContainerCmd(handle(before)).exec();

    awaitReplaced(service, before);
    assertThat(events(service))
        .anySatisfy(line ->
            assertThat(line)
                .contains(before.id() + " failed and is replaced.")
                .contains("Container exit code: 137. The code 137 stands for SIGKILL"));
  }

  @Test
  void aContainerThatIsRemovedByHandComesBack() {
    Begun service = created("shop", server());
    Instance before = serving(service);

    client.removeContainerCmd(handle(before)).withForce(true).exec();

    awaitReplaced(service, before);
    assertThat(events(service)).anyMatch(line -> line.contains("removed by someone else"));
  }

  @Test
  void anInstanceThatTurnsUnhealthyIsReplaced() {
    Begun service = created("shop", checkedAt("/index.html", server()));
    Instance before = serving(service);

    inside(before, "rm", "/www/index.html");

    awaitReplaced(service, before);
    assertThat(events(service))
        .anyMatch(line -> line.contains("Health check failed: HTTP status 404."));
  }

  @Test
  void anInstanceThatRunsOutOfMemoryIsReplacedAndToldAsSuch() {
    Begun service =
        created(
            "shop",
            script(
                "httpd -p 8080 -h /www; while [ ! -e /grow ]; do sleep 0.1; done;"
                    + " exec dd if=/dev/zero of=/dev/null bs=200M count=1"));
    Instance before = serving(service);

    inside(before, "touch", "/grow");

    awaitReplaced(service, before);
    assertThat(events(service))
        .anyMatch(line -> line.contains("more memory than the instance has (64 MB)"));
  }

  @Test
  void aCrashLoopIsToldOnceForEachFailure() {
    Begun service = created("shop", script("httpd -p 8080 -h /www; sleep 1; exit 7"));

    await()
        .atMost(LONG)
        .until(() -> events(service).stream().filter(HealingIT::tellsFailure).count() >= 4);

    List<String> failures = events(service).stream().filter(HealingIT::tellsFailure).toList();
    assertThat(failures).doesNotHaveDuplicates();
    assertThat(failures).allMatch(line -> line.contains("Container exit code: 7"));
    assertThat(events(service).stream().filter(line -> line.contains("was replaced")).count())
        .isLessThanOrEqualTo(failures.size());
  }

  @Test
  void servicesComeBackWhenEveryContainerEndedWhileTheServerWasDown() {
    List<Begun> services = List.of(created("one", server()), created("two", server()));
    List<Instance> before = services.stream().map(this::serving).toList();
    plane.close();
    before.forEach(instance -> client.killContainerCmd(handle(instance)).exec());

    plane = new ControlPlane(directory, engine).start();

    for (int i = 0; i < services.size(); i++) {
      awaitReplaced(services.get(i), before.get(i));
    }
    await().atMost(LONG).until(() -> engine.owned().size() == services.size());
  }

  @Test
  void servicesComeBackWhenEveryContainerEndedWhileTheEngineWasAway() {
    List<Begun> services = List.of(created("one", server()), created("two", server()));
    List<Instance> before = services.stream().map(this::serving).toList();
    proxy.cut();
    before.forEach(instance -> client.killContainerCmd(handle(instance)).exec());

    proxy.listen();

    for (int i = 0; i < services.size(); i++) {
      awaitReplaced(services.get(i), before.get(i));
    }
    await().atMost(LONG).until(() -> engine.owned().size() == services.size());
  }

  @Test
  void aContainerThatIsRestartedUnseenServesAtItsNewAddress() {
    Begun service = created("shop", server());
    Instance instance = serving(service);
    InetSocketAddress before = backend(service);
    proxy.cut();
    client.killContainerCmd(handle(instance)).exec();
    foreign("pacer");
    client.startContainerCmd(handle(instance)).exec();

    proxy.listen();

    assumeThat(address(instance)).as("the engine gave it another address").isNotEqualTo(before);
    await().atMost(LONG).until(() -> backend(service).equals(address(instance)));
    assertThat(serving(service).id()).isEqualTo(instance.id());
    assertThat(Fetch.status(backend(service), "/index.html")).isEqualTo(200);
  }

  @Test
  void strangersAreNeverTouchedAndOurOwnOrphansAreRemoved() {
    Begun service = created("shop", server());
    String stranger = foreign("bridge");
    InstanceHandle orphan = engine.start(unknown());

    new OrphanReaper(engine, plane.services, Duration.ZERO).reconcile();

    assertThat(engine.inspect(orphan)).isEmpty();
    assertThat(client.inspectContainerCmd(stranger).exec().getState().getRunning()).isTrue();
    assertThat(Fetch.status(backend(service), "/index.html")).isEqualTo(200);
  }

  private Begun created(String name, ServiceConfiguration configuration) {
    Begun begun = plane.create(name, configuration);
    assertThat(plane.ended(begun.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    return begun;
  }

  private Instance serving(Begun service) {
    return plane.services.instances(service.service().id()).stream()
        .filter(instance -> instance.phase() == Instance.Phase.SERVING)
        .findFirst()
        .orElseThrow();
  }

  private void awaitReplaced(Begun service, Instance before) {
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(() ->
            !serving(service).id().equals(before.id())
                && Fetch.status(backend(service), "/index.html") == 200);
  }

  private InetSocketAddress backend(Begun service) {
    Route route = Objects.requireNonNull(plane.routes.current().find(service.service().host()));
    return route.backends().getFirst().address();
  }

  private InetSocketAddress address(Instance instance) {
    InstanceState state = engine.inspect(new InstanceHandle(handle(instance))).orElseThrow();
    return ((InstanceState.Running) state).address();
  }

  private List<String> events(Begun service) {
    return plane.events(service.service().id());
  }

  private static boolean tellsFailure(String line) {
    return line.contains(" failed and is replaced.");
  }

  private static String handle(Instance instance) {
    return instance.handle().orElseThrow();
  }

  /// Runs a command in an instance's container.
  private void inside(Instance instance, String... command) {
    String exec = client.execCreateCmd(handle(instance)).withCmd(command).exec().getId();
    try {
      client.execStartCmd(exec).exec(new ResultCallback.Adapter<>()).awaitCompletion();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupt);
    }
  }

  /// A container that is not Pacer's.
  private String foreign(String network) {
    String id =
        client
            .createContainerCmd(SampleImage.id())
            .withCmd("sleep", "600")
            .withHostConfig(HostConfig.newHostConfig().withNetworkMode(network))
            .exec()
            .getId();
    foreign.add(id);
    client.startContainerCmd(id).exec();
    return id;
  }

  private static InstanceSpec unknown() {
    return new InstanceSpec(
        Identifiers.hex32(),
        "stray",
        SampleImage.id(),
        List.of("sleep", "600"),
        Map.of(),
        8080,
        new ResourceLimits(256, 64),
        Map.of());
  }

  private static ServiceConfiguration server() {
    return script("httpd -f -p 8080 -h /www");
  }

  private static ServiceConfiguration script(String script) {
    ServiceConfiguration usual = ControlPlane.running(SampleImage.NAME);
    return new ServiceConfiguration(
        new ImageSource(
            SampleImage.NAME,
            ImageRepositoryType.ECR,
            8080,
            Optional.of(RUN_SCRIPT),
            Map.of("SCRIPT", script),
            Map.of(),
            false,
            Optional.empty()),
        new InstanceSize(256, 64, Optional.empty()),
        usual.healthCheck(),
        usual.autoScalingConfigurationArn(),
        usual.network(),
        Optional.empty());
  }

  private static ServiceConfiguration checkedAt(String path, ServiceConfiguration usual) {
    return new ServiceConfiguration(
        usual.source(),
        usual.instanceSize(),
        new HealthCheck(
            HealthCheck.Protocol.HTTP, path, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 2),
        usual.autoScalingConfigurationArn(),
        usual.network(),
        Optional.empty());
  }
}
