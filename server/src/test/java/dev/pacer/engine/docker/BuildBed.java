package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.BuildLimits;
import dev.pacer.engine.BuildLog;
import dev.pacer.engine.BuildRequest;
import dev.pacer.engine.BuiltImage;
import dev.pacer.engine.DockerfileRequest;
import dev.pacer.engine.ImageBuilder;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.ResourceLimits;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Builds of an installation of its own, on the sample image, with small limits.
final class BuildBed implements AutoCloseable {
  static final BuildLimits LIMITS = new BuildLimits(Duration.ofSeconds(60), 1024, 64, 64, 1, 50);

  private final DockerBed bed = DockerBed.open();
  private final List<String> owners = new ArrayList<>();
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Path tree;

  private BuildBed(Path tree) {
    this.tree = tree;
  }

  /// @param tree an empty folder
  static BuildBed open(Path tree) {
    return new BuildBed(tree);
  }

  DockerEngine engine() {
    return bed.engine();
  }

  ImageBuilder builder() {
    return engine().imageBuilder().orElseThrow();
  }

  String installation() {
    return bed.settings().installationId();
  }

  void file(String name, String content) throws IOException {
    Path file = tree.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  String owner() {
    String owner = "owner-" + DockerBed.randomId();
    owners.add(owner);
    return owner;
  }

  /// A build of one phase with these commands.
  BuildRequest commands(String... commands) {
    return phases(new BuildRequest.Phase("Build", List.of(commands), false, true));
  }

  BuildRequest phases(BuildRequest.Phase... phases) {
    String id = DockerBed.randomId();
    return new BuildRequest(
        id,
        owner(),
        SampleImage.id(),
        tree,
        "/app",
        List.of(),
        Map.of(),
        List.of(phases),
        Set.of(),
        LIMITS,
        "pacer-test-build/" + id + ":1",
        8080,
        Map.of("dev.pacer.test", "build"));
  }

  static BuildRequest with(BuildRequest request, BuildLimits limits) {
    return new BuildRequest(
        request.id(),
        request.owner(),
        request.baseImage(),
        request.tree(),
        request.workingDirectory(),
        request.files(),
        request.environment(),
        request.phases(),
        request.caches(),
        limits,
        request.tag(),
        request.port(),
        request.labels());
  }

  static BuildRequest with(BuildRequest request, List<BuildRequest.File> files) {
    return new BuildRequest(
        request.id(),
        request.owner(),
        request.baseImage(),
        request.tree(),
        request.workingDirectory(),
        files,
        request.environment(),
        request.phases(),
        request.caches(),
        request.limits(),
        request.tag(),
        request.port(),
        request.labels());
  }

  static BuildRequest with(BuildRequest request, Map<String, String> environment) {
    return new BuildRequest(
        request.id(),
        request.owner(),
        request.baseImage(),
        request.tree(),
        request.workingDirectory(),
        request.files(),
        environment,
        request.phases(),
        request.caches(),
        request.limits(),
        request.tag(),
        request.port(),
        request.labels());
  }

  static BuildRequest cached(BuildRequest request, String owner, String path) {
    return new BuildRequest(
        request.id(),
        owner,
        request.baseImage(),
        request.tree(),
        request.workingDirectory(),
        request.files(),
        request.environment(),
        request.phases(),
        Set.of(path),
        request.limits(),
        request.tag(),
        request.port(),
        request.labels());
  }

  DockerfileRequest dockerfile(String text) throws IOException {
    return dockerfile(owner(), text, LIMITS);
  }

  DockerfileRequest dockerfile(String owner, String text, BuildLimits limits) throws IOException {
    file("Dockerfile", text);
    return new DockerfileRequest(
        owner,
        tree,
        Map.of("WHO", "world"),
        limits,
        "pacer-test-build/" + DockerBed.randomId() + ":1",
        Map.of("dev.pacer.test", "build"));
  }

  BuiltImage build(BuildRequest request) throws InterruptedException {
    return builder().build(request, log());
  }

  BuiltImage build(DockerfileRequest request) throws InterruptedException {
    return builder().build(request, log());
  }

  BuildLog log() {
    return lines::add;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /// What a shell script prints that runs in the image.
  List<String> output(BuiltImage image, String script) {
    return bed.output(instance(image, "/bin/sh", "-c", script));
  }

  static InstanceSpec instance(BuiltImage image, String... command) {
    return new InstanceSpec(
        DockerBed.randomId(),
        "it",
        image.id(),
        List.of(command),
        Map.of("PORT", "8080"),
        8080,
        new ResourceLimits(256, 512),
        Map.of());
  }

  /// Names of the containers of this installation that are no instances.
  List<String> buildContainers() {
    return LocalEngine.get().client().listContainersCmd().withShowAll(true).exec().stream()
        .filter(container -> installation().equals(container.getLabels().get(Labels.INSTALLATION)))
        .filter(container -> !container.getLabels().containsKey(Labels.INSTANCE))
        .map(container -> container.getNames()[0])
        .toList();
  }

  /// Ids of the images of this installation.
  List<String> images() {
    return LocalEngine.get()
        .client()
        .listImagesCmd()
        .withLabelFilter(Labels.INSTALLATION + "=" + installation())
        .exec()
        .stream()
        .map(image -> image.getId())
        .toList();
  }

  /// Removes all and proves that nothing is left.
  @Override
  public void close() {
    bed.engine().owned().forEach(instance -> bed.engine().remove(instance.handle()));
    owners.forEach(builder()::forget);
    images().forEach(builder()::removeImage);
    try {
      assertThat(buildContainers()).isEmpty();
      assertThat(images()).isEmpty();
    } finally {
      bed.close();
    }
  }
}
