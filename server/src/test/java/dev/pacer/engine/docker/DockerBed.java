package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.LogFollower;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.engine.ResourceLimits;
import dev.pacer.testing.CollectedLines;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A Docker engine of an installation of its own, which leaves nothing behind.
final class DockerBed implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(60);

  private final DockerSettings settings;
  private final DockerEngine engine;

  private DockerBed(DockerSettings settings) {
    this.settings = settings;
    engine = DockerEngine.connect(settings);
  }

  static DockerBed open() {
    return open(LocalEngine.get().host());
  }

  static DockerBed open(URI host) {
    return new DockerBed(DockerSettings.of("test-" + randomId(), List.of(host), false));
  }

  static DockerBed open(DockerSettings settings) {
    return new DockerBed(settings);
  }

  DockerEngine engine() {
    return engine;
  }

  DockerSettings settings() {
    return settings;
  }

  /// An instance of the sample that runs a shell script instead of the web server.
  static InstanceSpec script(String script) {
    return spec(List.of("/bin/sh", "-c", script), new ResourceLimits(256, 512));
  }

  static InstanceSpec spec(List<String> command, ResourceLimits limits) {
    return new InstanceSpec(
        randomId(),
        "it",
        SampleImage.id(),
        command,
        Map.of("PORT", "8080", "GREETING", "hello $HOME; exit 1"),
        8080,
        limits,
        Map.of("dev.pacer.test", "docker"));
  }

  /// What an instance prints until it ends.
  List<String> output(InstanceSpec spec) {
    return output(engine.start(spec));
  }

  List<String> output(InstanceHandle handle) {
    CollectedLines lines = new CollectedLines();
    try (LogFollower follower = engine.follow(handle, Instant.EPOCH, lines)) {
      assertThat(follower.awaitEnd(LONG)).isTrue();
    }
    return lines.texts();
  }

  static ImageRequest local(String reference) {
    return new ImageRequest(reference, false, Optional.empty());
  }

  static String randomId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /// Removes all instances and proves that none is left.
  @Override
  public void close() {
    try (DockerEngine cleaner =
        DockerEngine.connect(
            DockerSettings.of(
                settings.installationId(), List.of(LocalEngine.get().host()), false))) {
      for (OwnedInstance instance : cleaner.owned()) {
        cleaner.remove(instance.handle());
      }
      assertThat(cleaner.owned()).isEmpty();
      cleaner.removeUnusedNetwork();
    } finally {
      engine.close();
    }
  }
}
