package dev.pacer.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import dev.pacer.engine.ImageBuilder;
import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.docker.ContextFile;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.engine.docker.DockerSettings;
import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.service.BuiltSource;
import dev.pacer.service.CodeSource;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.Version;
import dev.pacer.support.Identifiers;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.GitServer;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.LocalRegistry;
import dev.pacer.testing.SampleImage;
import dev.pacer.wire.HttpListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Services that deploy by themselves: a real git server, a real registry, a real engine.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AutomaticDeploymentsIT {
  private static final Optional<Duration> QUICK = Optional.of(Duration.ofMillis(300));
  private static final Optional<Duration> OFF = Optional.empty();

  private final DockerEngine engine =
      DockerEngine.connect(
          DockerSettings.of(
              "test-" + Identifiers.hex32(), List.of(LocalEngine.get().host()), false));
  @TempDir private Path directory;
  private final GitServer git = GitServer.start();
  private final List<Automation> automations = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private ControlPlane plane;

  @BeforeEach
  void start() {
    SampleImage.id();
    plane = new ControlPlane(directory, engine).start();
  }

  @AfterEach
  void stop() {
    automations.forEach(Automation::close);
    ImageBuilder builder = engine.imageBuilder().orElseThrow();
    List<String> images = builtImages();
    plane.close();
    engine.owned().forEach(instance -> engine.remove(instance.handle()));
    images.forEach(builder::removeImage);
    DockerClient client = LocalEngine.get().client();
    tags.forEach(tag -> client.removeImageCmd(tag).exec());
    engine.removeUnusedNetwork();
    engine.close();
    git.close();
  }

  @Test
  void aPushIsFoundByAsking() {
    String id = fromRepository("/");
    automate(QUICK);

    String commit = git.commit("shop", Map.of("page", "two"));

    soon().until(() -> deployments(id) == 1);
    assertThat(newestCommit(id)).isEqualTo(commit);
    assertThat(plane.events(id))
        .contains(
            "[AppRunner] A deployment was triggered: commit %s on main."
                .formatted(commit.substring(0, 8)));
  }

  @Test
  void aPushIsToldByAWebhook() {
    String id = fromRepository("/");
    Automation automation = automate(OFF);
    String commit = git.commit("shop", Map.of("page", "two"));

    int status = Webhook.push(automation, "ssh://git@127.0.0.1/shop", "main", commit);

    assertThat(status).isEqualTo(202);
    soon().until(() -> deployments(id) == 1);
    assertThat(newestCommit(id)).isEqualTo(commit);
  }

  @Test
  void aWebhookForAnotherBranchDeploysNothing() {
    String id = fromRepository("/");
    Automation automation = automate(OFF);
    String commit = git.commit("shop", Map.of("page", "two"));

    int status = Webhook.push(automation, git.url("shop"), "other", commit);

    assertThat(status).isEqualTo(200);
    assertThat(begun(id)).isZero();
  }

  @Test
  void whatAWebhookClaimsIsNotDeployed() {
    String id = fromRepository("/");
    Automation automation = automate(OFF);
    String claimed = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";

    int status = Webhook.push(automation, git.url("shop"), "main", claimed);
    String real = git.commit("shop", Map.of("page", "two"));

    assertThat(status).isEqualTo(202);
    soon().until(() -> deployments(id) == 1);
    assertThat(newestCommit(id)).isEqualTo(real);
  }

  @Test
  void aCommitOutsideOfTheSourceDirectoryDeploysNothing() {
    String id = fromRepository("/web");
    automate(QUICK);
    git.commit("shop", Map.of("README", "words"));
    String other = fromRepository("other", "/web");
    git.commit("other", Map.of("README", "words"));

    String inside = git.commit("other", Map.of("web/page", "two"));

    soon().until(() -> deployments(other) == 1);
    assertThat(newestCommit(other)).isEqualTo(inside);
    assertThat(begun(id)).isZero();
  }

  @Test
  void aCommitThatDoesNotBuildIsTriedOnce() {
    String id = fromRepository("/");
    automate(QUICK);
    git.commit("shop", Map.of("apprunner.yaml", "no configuration"));
    soon().until(() -> ended(id, OperationStatus.ROLLBACK_SUCCEEDED) == 1);
    String other = fromRepository("other", "/");
    git.commit("other", Map.of("page", "two"));
    soon().until(() -> deployments(other) == 1);

    assertThat(begun(id)).isEqualTo(1);
    git.commit("shop", Map.of("apprunner.yaml", configuration("/app/www")));
    soon().until(() -> deployments(id) == 1);
  }

  @Test
  void aPushDuringAnOperationIsDeployedAfterIt() {
    String id = fromRepository("/");
    Automation automation = automate(OFF);
    git.commit(
        "shop",
        Map.of("apprunner.yaml", configuration("/app/www").replace("cp page", "sleep 3; cp page")));
    var first = plane.deploy(id);
    soon()
        .until(() ->
            plane.deploymentLog(id, first.operationId()).stream()
                .anyMatch(line -> line.contains("sleep 3")));

    Webhook.push(automation, git.url("shop"), "main", git.commit("shop", Map.of("page", "two")));
    soon().until(() -> !plane.operations.waiting().isEmpty());
    String newest = git.commit("shop", Map.of("page", "three"));
    Webhook.push(automation, git.url("shop"), "main", newest);

    soon().until(() -> deployments(id) == 2);
    assertThat(newestCommit(id)).isEqualTo(newest);
    assertThat(plane.operations.waiting()).isEmpty();
  }

  @Test
  void aTagThatMovedInTheRegistryIsDeployed() {
    try (LocalRegistry registry = LocalRegistry.open(directory)) {
      registry.push(SampleImage.id(), "shop", "latest");
      String name = registry.host() + "/shop:latest";
      tags.add(name);
      String id = running(ControlPlane.running(name));
      automate(QUICK);

      String other = build("pacer-test-other:" + Identifiers.hex32(), "two");
      registry.push(other, "shop", "latest");

      soon().until(() -> deployments(id) == 1);
      assertThat(newestImage(id).id()).startsWith("sha256:" + other);
      assertThat(engine.digest(new ImageRequest(name, true, Optional.empty())))
          .isEqualTo(newestImage(id).digest());
    }
  }

  @Test
  void aRealRegistryTellsOfAPush() {
    Automation automation = automate(OFF);
    HttpListener listener = Webhook.listen(automation);
    String url = "http://127.0.0.1:" + listener.address().getPort() + "/webhooks/registry";
    try (LocalRegistry registry = LocalRegistry.telling(directory, url, Webhook.SECRET)) {
      registry.push(SampleImage.id(), "team/shop", "latest");
      String name = registry.host() + "/team/shop:latest";
      tags.add(name);
      String id = running(ControlPlane.running(name));

      String other = build("pacer-test-other:" + Identifiers.hex32(), "two");
      registry.push(other, "team/shop", "latest");

      soon().until(() -> deployments(id) == 1);
      assertThat(newestImage(id).id()).startsWith("sha256:" + other);
    } finally {
      listener.close(Duration.ZERO);
    }
  }

  @Test
  void aLocalBuildIsDeployedWithoutAsking() {
    String tag = "pacer-test-auto:" + Identifiers.hex32();
    build(tag, "one");
    String id = running(ControlPlane.running(tag));
    automate(OFF);

    String second = build(tag, "two");

    soon().until(() -> deployments(id) == 1);
    assertThat(newestImage(id).id()).startsWith("sha256:" + second);
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60));
  }

  private Automation automate(Optional<Duration> interval) {
    Automation automation = Webhook.automation(plane, engine, interval);
    automations.add(automation);
    automation.start();
    return automation;
  }

  private static String configuration(String www) {
    return """
    version: 1.0
    runtime: dotnet8
    build:
      commands:
        build:
          - mkdir -p www
          - cp page www/index.html
    run:
      command: httpd -f -h %s -p 9000
      network:
        port: 9000
    """
        .formatted(www);
  }

  private String fromRepository(String folder) {
    return fromRepository("shop", folder);
  }

  private String fromRepository(String name, String folder) {
    String prefix = folder.equals("/") ? "" : folder.substring(1) + "/";
    String www = "/app/" + prefix + "www";
    String url =
        git.create(
            name, Map.of(prefix + "apprunner.yaml", configuration(www), prefix + "page", "one"));
    ServiceConfiguration usual = ControlPlane.running(SampleImage.NAME);
    return running(
        name,
        new ServiceConfiguration(
            new CodeSource(
                url, "main", folder, Optional.empty(), true, Optional.empty(), Optional.empty()),
            usual.instanceSize(),
            usual.healthCheck(),
            usual.autoScalingConfigurationArn(),
            usual.network(),
            usual.observabilityConfigurationArn()));
  }

  private String running(ServiceConfiguration configuration) {
    return running("shop", configuration);
  }

  private String running(String name, ServiceConfiguration configuration) {
    var begun = plane.create(name, Webhook.automatic(configuration, true));
    Operation ended = plane.ended(begun.operationId());
    assertThat(ended.status()).as(ended.failure().orElse("")).isEqualTo(OperationStatus.SUCCEEDED);
    return begun.service().id();
  }

  /// An image like the sample with another page.
  private String build(String tag, String page) {
    String recipe = "FROM " + SampleImage.NAME + "\nCOPY index.html /www/index.html\n";
    String id =
        engine.build(
            tag, List.of(file("Dockerfile", recipe), file("index.html", page + " " + tag)));
    if (!tags.contains(tag)) {
      tags.add(tag);
    }
    return id;
  }

  private static ContextFile file(String name, String text) {
    return new ContextFile(name, text.getBytes(StandardCharsets.UTF_8), false);
  }

  private String newestCommit(String id) {
    return versions(id).getFirst().built().map(BuiltSource::commit).orElse("none");
  }

  private PinnedImage newestImage(String id) {
    return versions(id).getFirst().image().orElseThrow();
  }

  private List<Version> versions(String id) {
    return plane.services.versions(id);
  }

  private List<String> builtImages() {
    return plane.services.living().stream()
        .flatMap(service -> versions(service.id()).stream())
        .filter(version -> version.built().isPresent())
        .flatMap(version -> version.image().stream())
        .map(PinnedImage::id)
        .distinct()
        .toList();
  }

  private long begun(String id) {
    return operations(id).size();
  }

  private long deployments(String id) {
    return ended(id, OperationStatus.SUCCEEDED);
  }

  private long ended(String id, OperationStatus status) {
    return operations(id).stream().filter(operation -> operation.status() == status).count();
  }

  private List<Operation> operations(String id) {
    return plane.operations.list(id, Optional.empty(), 100).items().stream()
        .filter(operation -> operation.type() == OperationType.START_DEPLOYMENT)
        .toList();
  }
}
