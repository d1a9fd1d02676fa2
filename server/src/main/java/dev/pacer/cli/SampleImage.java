package dev.pacer.cli;

import dev.pacer.app.DockerHosts;
import dev.pacer.engine.docker.ContextFile;
import dev.pacer.engine.docker.DockerEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The quickstart's image, built on the spot from a static busybox, so that no registry is needed.
final class SampleImage {
  private final String engineHost;

  SampleImage(String engineHost) {
    this.engineHost = engineHost;
  }

  String build(String tag) throws InterruptedException {
    byte[] busybox = busybox();
    try (DockerEngine engine = connect()) {
      return engine.build(
          tag,
          List.of(
              new ContextFile("Dockerfile", resource("Dockerfile"), false),
              new ContextFile("start", resource("start"), true),
              new ContextFile("busybox", busybox, true)));
    }
  }

  /// Removes the instances' network unless something still uses it.
  void removeNetwork() {
    try (DockerEngine engine = connect()) {
      engine.removeUnusedNetwork();
    }
  }

  private DockerEngine connect() {
    return DockerEngine.connect(DockerHosts.settings("quickstart", engineHost));
  }

  private static byte[] busybox() throws InterruptedException {
    Optional<Path> found = EngineSetup.find("busybox").filter(SampleImage::isStatic);
    if (found.isEmpty()) {
      EngineSetup.install(List.of("busybox-static"));
      found = EngineSetup.find("busybox");
    }
    try {
      return Files.readAllBytes(
          found.orElseThrow(() -> new CommandFailedException("busybox cannot be found.")));
    } catch (IOException failure) {
      throw new CommandFailedException("busybox cannot be read: " + failure.getMessage(), failure);
    }
  }

  /// A dynamically linked program names its loader near its beginning.
  private static boolean isStatic(Path program) {
    try (InputStream stream = Files.newInputStream(program)) {
      byte[] head = stream.readNBytes(4096);
      return !new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).contains("/ld-");
    } catch (IOException _) {
      return false;
    }
  }

  private static byte[] resource(String name) {
    try (InputStream stream = SampleImage.class.getResourceAsStream("/sample/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("the sample's file " + name + " is not in this build");
      }
      return stream.readAllBytes();
    } catch (IOException failure) {
      throw new IllegalStateException("the sample's file " + name + " cannot be read", failure);
    }
  }
}
