package dev.pacer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import dev.pacer.engine.ImageBuilder;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.engine.docker.DockerSettings;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationStatus;
import dev.pacer.service.CodeSource;
import dev.pacer.service.Instance;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.support.Identifiers;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.Examples;
import dev.pacer.testing.Fetch;
import dev.pacer.testing.GitServer;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.RuntimeImage;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples, from their repositories to their answers, on the real catalogue's runtimes. Images of
/// runtimes that are missing are made; they stay.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RuntimesIT {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int TERMINATION_SECONDS = 20;

  private final DockerEngine engine =
      DockerEngine.connect(
          DockerSettings.of(
              "test-" + Identifiers.hex32(), List.of(LocalEngine.get().host()), false));
  @TempDir private Path directory;
  private final GitServer git = GitServer.start();
  private ControlPlane plane;

  @BeforeEach
  void start() {
    plane = ControlPlane.onManagedRuntimes(directory, engine).start();
  }

  @AfterEach
  void stop() {
    ImageBuilder builder = engine.imageBuilder().orElseThrow();
    List<String> built = plane.services.living().stream().map(Service::id).toList();
    List<String> images = images(built);
    plane.close();
    engine.owned().forEach(instance -> engine.remove(instance.handle()));
    images.forEach(builder::removeImage);
    built.forEach(builder::forget);
    engine.removeUnusedNetwork();
    engine.close();
    git.close();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "python, python311, Hello from Python 3[.]11[.]\\d+!",
    "nodejs, nodejs22, Hello from Node[.]js 22[.]\\d+[.]\\d+!",
    "nodejs18, nodejs18, Hello from Node[.]js 18[.]\\d+[.]\\d+!",
    "java, corretto11, Hello from Java 17[.]0[.][\\d.]+!",
    "go, go1, Hello from Go 1[.]19[.]\\d+!",
    "php, php81, Hello from PHP 8[.]2[.]\\d+!",
    "ruby, ruby31, Hello from Ruby 3[.]1[.]\\d+!"
  })
  void anExampleAnswersAndEndsWhenItIsAskedTo(String example, String runtime, String answer)
      throws InterruptedException {
    RuntimeImage.ensure(engine, runtime);

    Begun begun = created(example, Map.of());

    assertThat(page(begun)).matches(answer);
    assertThat(endedByTerminationSignal(begun)).isTrue();
  }

  @Test
  void aDockerfileMayBeginWithTheImageOfARuntime() throws InterruptedException {
    RuntimeImage.ensure(engine, "go1");

    Begun begun = created("dockerfile", Map.of("pacer:build", "dockerfile"));

    assertThat(page(begun)).matches("Hello from a Dockerfile, Go 1[.]19[.]\\d+!");
  }

  /// An index may forbid that what is downloaded be kept, so a package is added that is built here.
  @Test
  void pipBuildsAPackageOnce() throws InterruptedException {
    RuntimeImage.ensure(engine, "python311");
    Begun begun = created("flask", Map.of());
    assertThat(page(begun)).matches("Hello from Flask 3[.].+ on Python 3[.]11[.]\\d+!");
    var _ = changed("flask", begun, "requirements.txt", "flask", "docopt==0.6.2\nflask");

    Begun next = changed("flask", begun, "app.py", "Hello", "Welcome");

    assertThat(page(begun)).startsWith("Welcome from Flask 3.");
    assertThat(plane.deploymentLog(begun.service().id(), next.operationId()))
        .anyMatch(line -> line.contains("Using cached docopt-"));
  }

  @Test
  void npmNeedsNoRegistryForWhatAnEarlierBuildDownloaded() throws InterruptedException {
    RuntimeImage.ensure(engine, "nodejs22");
    Begun begun = created("express", Map.of());
    assertThat(page(begun)).matches("Hello from Express 5[.].+ on Node[.]js 22[.].+!");

    var _ = changed("express", begun, "apprunner.yaml", "npm ci", "npm ci --offline");

    assertThat(page(begun)).startsWith("Hello from Express 5.");
  }

  private Begun created(String example, Map<String, String> tags) {
    String url = git.create(example, Examples.files(example));
    return succeeded(plane.create(example, from(url), tags));
  }

  private Begun changed(String example, Begun begun, String file, String old, String fresh) {
    String text = Objects.requireNonNull(Examples.files(example).get(file));
    git.commit(example, Map.of(file, text.replace(old, fresh)));
    return succeeded(plane.deploy(begun.service().id()));
  }

  private Begun succeeded(Begun begun) {
    Operation ended = plane.ended(begun.operationId(), LONG);
    assertThat(ended.status())
        .as(() ->
            ended.failure().orElse("")
                + "\n"
                + String.join("\n", plane.deploymentLog(begun.service().id(), begun.operationId())))
        .isEqualTo(OperationStatus.SUCCEEDED);
    return begun;
  }

  private static ServiceConfiguration from(String url) {
    ServiceConfiguration usual = ControlPlane.running("none");
    return new ServiceConfiguration(
        new CodeSource(
            url, "main", "/", Optional.empty(), false, Optional.empty(), Optional.empty()),
        usual.instanceSize(),
        usual.healthCheck(),
        usual.autoScalingConfigurationArn(),
        usual.network(),
        usual.observabilityConfigurationArn());
  }

  /// What the instance that serves answers.
  private String page(Begun begun) {
    InstanceState state = engine.inspect(serving(begun)).orElseThrow();
    return Fetch.body(((InstanceState.Running) state).address(), "/").strip();
  }

  /// Nobody kills it here, so one that does not listen goes on.
  private boolean endedByTerminationSignal(Begun begun) {
    String container = serving(begun).value();
    DockerClient client = LocalEngine.get().client();
    WaitContainerResultCallback exit =
        client.waitContainerCmd(container).exec(new WaitContainerResultCallback());
    client.killContainerCmd(container).withSignal("TERM").exec();
    // 128 and 15, for those who leave it to the signal.
    return List.of(0, 143)
        .contains(exit.awaitStatusCode(TERMINATION_SECONDS, TimeUnit.SECONDS).intValue());
  }

  private List<String> images(List<String> serviceIds) {
    return serviceIds.stream()
        .flatMap(id -> plane.services.versions(id).stream())
        .flatMap(version -> version.image().stream())
        .map(PinnedImage::id)
        .toList();
  }

  private InstanceHandle serving(Begun begun) {
    Instance serving =
        plane.services.instances(begun.service().id()).stream()
            .filter(instance -> instance.phase() == Instance.Phase.SERVING)
            .findFirst()
            .orElseThrow();
    return new InstanceHandle(serving.handle().orElseThrow());
  }
}
