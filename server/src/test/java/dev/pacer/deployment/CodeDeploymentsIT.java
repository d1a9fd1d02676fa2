package dev.pacer.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.connection.Connection;
import dev.pacer.connection.Credentials;
import dev.pacer.engine.ImageBuilder;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.engine.docker.DockerSettings;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.service.CodeSource;
import dev.pacer.service.Instance;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.Version;
import dev.pacer.support.Identifiers;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.Fetch;
import dev.pacer.testing.GitServer;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Services from repositories: a real git server, a real engine.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CodeDeploymentsIT {
  private static final String CONFIGURATION =
      """
      version: 1.0
      runtime: dotnet8
      build:
        commands:
          build:
            - mkdir -p www
            - cat page "$EXTRA" > www/index.html
        env:
          - name: EXTRA
            value: /dev/null
      run:
        command: httpd -f -h /app/www -p 9000
        network:
          port: 9000
      """;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final DockerEngine engine =
      DockerEngine.connect(
          DockerSettings.of(
              "test-" + Identifiers.hex32(), List.of(LocalEngine.get().host()), false));
  @TempDir private Path directory;
  private final GitServer git = GitServer.start();
  private ControlPlane plane;

  @BeforeEach
  void start() {
    SampleImage.id();
    plane = new ControlPlane(directory, engine).start();
  }

  @AfterEach
  void stop() {
    ImageBuilder builder = engine.imageBuilder().orElseThrow();
    List<String> images = builtImages();
    plane.close();
    engine.owned().forEach(instance -> engine.remove(instance.handle()));
    images.forEach(builder::removeImage);
    engine.removeUnusedNetwork();
    engine.close();
    git.close();
  }

  @Test
  void aRepositoryBecomesARunningService() {
    Begun begun = running("hello");

    assertThat(page(begun)).isEqualTo("hello");
    Version version = plane.services.version(begun.service().id(), 1);
    assertThat(version.built().orElseThrow().commit()).matches("[0-9a-f]{40}");
    assertThat(version.port()).isEqualTo(9000);
  }

  @Test
  void aBuildTellsWhatItDoesInAppRunnersWords() {
    Begun begun = running("hello");

    await()
        .untilAsserted(() -> {
          assertThat(plane.deploymentLog(begun.service().id(), begun.operationId()))
              .contains(
                  "[AppRunner] Starting to deploy your application source code.",
                  "[AppRunner] Starting to build your application source code.",
                  "[AppRunner] Successfully built your application source code.")
              .anyMatch(line -> line.startsWith("[Build]") && line.contains("mkdir -p www"));
          assertThat(plane.events(begun.service().id()))
              .contains(
                  "[AppRunner] Reading apprunner.yaml config file.",
                  "[AppRunner] Successfully Validate configuration file.",
                  "[AppRunner] Successfully pulled your application source code.");
        });
  }

  @Test
  void aDeploymentTakesTheNewestCommit() {
    Begun begun = running("one");
    git.commit("shop", Map.of("page", "two"));

    Begun next = plane.deploy(begun.service().id());

    assertThat(plane.ended(next.operationId()).status()).isEqualTo(OperationStatus.SUCCEEDED);
    assertThat(page(begun)).isEqualTo("two");
  }

  @Test
  void aBuildThatFailsLeavesTheOldVersionServing() {
    Begun begun = running("one");
    push(CONFIGURATION.replace("mkdir -p www", "mkdir /no/such"));

    Begun next = plane.deploy(begun.service().id());

    Operation ended = plane.ended(next.operationId());
    assertThat(ended.status()).isEqualTo(OperationStatus.ROLLBACK_SUCCEEDED);
    assertThat(ended.failure().orElseThrow())
        .startsWith(
            "Failed to build your application source code. Reason: Failed to execute 'build'"
                + " command.")
        .contains("mkdir /no/such");
    assertThat(page(begun)).isEqualTo("one");
  }

  @Test
  void aConfigurationThatCannotBeReadTellsEveryProblemOfIt() {
    Begun begun = running("one");
    push(CONFIGURATION.replace("dotnet8", "dotnet-8").replace("port: 9000", "port: x"));

    Begun next = plane.deploy(begun.service().id());

    assertThat(plane.ended(next.operationId()).failure().orElseThrow())
        .contains("apprunner.yaml line 2: The runtime 'dotnet-8' is not known.")
        .contains("apprunner.yaml line 14:");
    assertThat(page(begun)).isEqualTo("one");
  }

  @Test
  void aRepositoryWithoutAConfigurationSaysWhatIsMissing() {
    String url = git.create("shop", Map.of("page", "hello"));

    Begun begun = plane.create("shop", from(url));

    assertThat(plane.ended(begun.operationId()).failure().orElseThrow())
        .contains("There is no apprunner.yaml in the root of the repository.");
  }

  @Test
  void aBranchThatIsNotThereSaysSo() {
    String url = git.create("shop", files("hello"));

    Begun begun = plane.create("shop", from(url, "/", "nowhere", Optional.empty()));

    assertThat(plane.ended(begun.operationId()).failure().orElseThrow())
        .startsWith("Failed to retrieve the latest commit from your source repository.")
        .contains("nowhere");
  }

  @Test
  void anApplicationMayBeInAFolderOfItsRepository() {
    String configuration = CONFIGURATION.replace("/app/www", "/app/web/www");
    String url =
        git.create("shop", Map.of("web/apprunner.yaml", configuration, "web/page", "inside"));

    Begun begun = succeeded(plane.create("shop", from(url, "/web", "main", Optional.empty())));

    assertThat(page(begun)).isEqualTo("inside");
  }

  @Test
  void aPrivateRepositoryIsReadWithTheCredentialsOfItsConnection() {
    String url = git.create("shop", files("secret"));
    git.requireLogin("ann", "sesame");
    String connection = connection(new Credentials.UserPassword("ann", "sesame"));

    Begun begun = succeeded(plane.create("shop", from(url, "/", "main", Optional.of(connection))));

    assertThat(page(begun)).isEqualTo("secret");
  }

  @Test
  void aDockerfileIsUsedWhenATagAsksForIt() {
    String dockerfile =
        """
        FROM %s
        COPY page /www/index.html
        CMD ["httpd", "-f", "-h", "/www", "-p", "8080"]
        """
            .formatted(SampleImage.NAME);
    String url = git.create("shop", Map.of("Dockerfile", dockerfile, "page", "by a Dockerfile"));

    Begun begun = succeeded(plane.create("shop", from(url), Map.of("pacer:build", "dockerfile")));

    assertThat(page(begun)).isEqualTo("by a Dockerfile");
  }

  @Test
  void aBuildThatIsCancelledLeavesNothingBehind() {
    Begun begun = running("one");
    push(CONFIGURATION.replace("mkdir -p www", "sleep 600"));
    Begun next = plane.deploy(begun.service().id());
    await()
        .atMost(LONG)
        .until(() ->
            plane.deploymentLog(begun.service().id(), next.operationId()).stream()
                .anyMatch(line -> line.contains("sleep 600")));

    plane.runner.cancel(next.operationId());

    assertThat(plane.ended(next.operationId()).status())
        .isEqualTo(OperationStatus.ROLLBACK_SUCCEEDED);
    assertThat(page(begun)).isEqualTo("one");
    assertThat(directory.resolve("builds-logs").resolve("trees")).isEmptyDirectory();
  }

  @Test
  void theImageOfADeletedServiceIsRemoved() {
    Begun begun = running("one");
    String image = plane.services.version(begun.service().id(), 1).image().orElseThrow().id();

    succeeded(plane.begin(begun.service().id(), OperationType.DELETE_SERVICE, Optional.empty()));

    await()
        .atMost(LONG)
        .until(() ->
            LocalEngine.get().client().listImagesCmd().withShowAll(true).exec().stream()
                .noneMatch(found -> found.getId().equals(image)));
  }

  private Begun running(String page) {
    return succeeded(plane.create("shop", from(git.create("shop", files(page)))));
  }

  private void push(String configuration) {
    git.commit("shop", Map.of("apprunner.yaml", configuration));
  }

  private Begun succeeded(Begun begun) {
    Operation ended = plane.ended(begun.operationId());
    assertThat(ended.status()).as(ended.failure().orElse("")).isEqualTo(OperationStatus.SUCCEEDED);
    return begun;
  }

  private static Map<String, String> files(String page) {
    return Map.of("apprunner.yaml", CONFIGURATION, "page", page);
  }

  private String connection(Credentials credentials) {
    Connection connection =
        new Connection(
            ControlPlane.WORLD,
            "inside",
            Identifiers.hex32(),
            Connection.Provider.GITHUB,
            Connection.Status.PENDING_HANDSHAKE,
            Clock.systemUTC().instant());
    String arn = connection.arn().toString();
    var _ = plane.stores.connections().create(connection, Map.of(), 10);
    var _ =
        plane
            .stores
            .connections()
            .approve(arn, Optional.of(ControlPlane.VAULT.seal(arn, credentials)));
    return arn;
  }

  private static ServiceConfiguration from(String url) {
    return from(url, "/", "main", Optional.empty());
  }

  private static ServiceConfiguration from(
      String url, String folder, String branch, Optional<String> connection) {
    ServiceConfiguration usual = ControlPlane.running(SampleImage.NAME);
    return new ServiceConfiguration(
        new CodeSource(url, branch, folder, Optional.empty(), false, connection, Optional.empty()),
        usual.instanceSize(),
        usual.healthCheck(),
        usual.autoScalingConfigurationArn(),
        usual.network(),
        usual.observabilityConfigurationArn());
  }

  /// What the instance that serves answers.
  private String page(Begun begun) {
    Instance serving =
        plane.services.instances(begun.service().id()).stream()
            .filter(instance -> instance.phase() == Instance.Phase.SERVING)
            .findFirst()
            .orElseThrow();
    InstanceState state =
        engine.inspect(new InstanceHandle(serving.handle().orElseThrow())).orElseThrow();
    return Fetch.body(((InstanceState.Running) state).address(), "/").strip();
  }

  private List<String> builtImages() {
    return plane.services.living().stream()
        .flatMap(service -> plane.services.versions(service.id()).stream())
        .flatMap(version -> version.image().stream())
        .map(PinnedImage::id)
        .toList();
  }
}
