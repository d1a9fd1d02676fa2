package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.RegistryCredentials;
import dev.pacer.engine.ResolvedImage;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.LocalRegistry;
import dev.pacer.testing.SampleImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pulls from real registries on loopback.
class DockerRegistryIT {
  private static final EngineException.Kind REFUSED = EngineException.Kind.REGISTRY_REFUSED;
  private static final EngineException.Kind NOT_FOUND = EngineException.Kind.IMAGE_NOT_FOUND;

  private final DockerBed bed = DockerBed.open();
  @TempDir Path directory = Path.of("");

  @AfterEach
  void close() {
    bed.close();
    LocalEngine.get().client().listImagesCmd().exec().stream()
        .flatMap(image -> names(image).stream())
        .filter(name -> name.startsWith("127.0.0.1:"))
        .forEach(DockerRegistryIT::removeImage);
  }

  @Test
  void anImageIsPulledAndPinnedByItsDigest() {
    try (LocalRegistry registry = LocalRegistry.open(directory)) {
      registry.push(SampleImage.id(), "team/app", "1");

      ResolvedImage image = bed.engine().resolve(request(registry, "team/app:1"));

      assertThat(image.id()).isEqualTo(SampleImage.id());
      assertThat(image.digest()).matches("sha256:[0-9a-f]{64}").isNotEqualTo(image.id());
      assertThat(bed.engine().resolve(request(registry, "team/app@" + image.digest())))
          .isEqualTo(image);
      assertThat(bed.engine().resolve(request(registry, "team/app:1@" + image.digest())))
          .isEqualTo(image);
    }
  }

  @Test
  void aTagThatMovedResolvesToTheNewImageAndTheOldOneStaysUsable() {
    try (LocalRegistry registry = LocalRegistry.open(directory)) {
      registry.push(SampleImage.id(), "app", "1");
      ResolvedImage before = bed.engine().resolve(request(registry, "app:1"));
      registry.push(otherImage(), "app", "1");

      ResolvedImage after = bed.engine().resolve(request(registry, "app:1"));

      assertThat(after.id()).isNotEqualTo(before.id());
      assertThat(after.digest()).isNotEqualTo(before.digest());
      assertThat(bed.output(DockerBed.script("echo still here"))).containsExactly("still here");
    }
  }

  @Test
  void theDigestBehindATagIsAskedForWithoutAPull() {
    try (LocalRegistry registry = LocalRegistry.closed(directory)) {
      registry.push(SampleImage.id(), "app", "1");
      ImageRequest request = request(registry, "app:1", Optional.of(LocalRegistry.CREDENTIALS));

      String digest = bed.engine().digest(request);

      assertThat(LocalEngine.get().client().listImagesCmd().exec())
          .noneMatch(image -> names(image).contains(request.reference()));
      assertThat(digest).isEqualTo(bed.engine().resolve(request).digest());
    }
  }

  @Test
  void aDigestIsToldOfWhatIsThereToThoseWhoMayKnow() {
    try (LocalRegistry registry = LocalRegistry.closed(directory)) {
      registry.push(SampleImage.id(), "app", "1");

      assertThatThrownBy(() -> bed.engine().digest(request(registry, "app:1")))
          .satisfies(kind(REFUSED));
      assertThatThrownBy(() ->
              bed.engine()
                  .digest(request(registry, "app:2", Optional.of(LocalRegistry.CREDENTIALS))))
          .satisfies(kind(NOT_FOUND));
    }
  }

  @Test
  void whatTheRegistryDoesNotHaveIsNotFound() {
    try (LocalRegistry registry = LocalRegistry.open(directory)) {
      registry.push(SampleImage.id(), "app", "1");

      assertThatThrownBy(() -> bed.engine().resolve(request(registry, "app:2")))
          .satisfies(kind(NOT_FOUND))
          .hasMessageContaining(registry.host() + "/app:2\" does not exist");
      assertThatThrownBy(() -> bed.engine().resolve(request(registry, "nothing:1")))
          .satisfies(kind(NOT_FOUND));
      assertThatThrownBy(() ->
              bed.engine().resolve(request(registry, "app@sha256:" + "0123456789abcdef".repeat(4))))
          .satisfies(kind(NOT_FOUND));
    }
  }

  @Test
  void aClosedRegistryHandsOutForTheRightCredentialsOnly() {
    try (LocalRegistry registry = LocalRegistry.closed(directory)) {
      registry.push(SampleImage.id(), "app", "1");
      RegistryCredentials wrong = new RegistryCredentials("ali", "open barley");

      assertThatThrownBy(() -> bed.engine().resolve(request(registry, "app:1")))
          .satisfies(kind(REFUSED));
      assertThatThrownBy(() -> bed.engine().resolve(request(registry, "app:1", Optional.of(wrong))))
          .satisfies(kind(REFUSED))
          .hasMessageNotContaining("barley");
      ResolvedImage image =
          bed.engine().resolve(request(registry, "app:1", Optional.of(LocalRegistry.CREDENTIALS)));

      assertThat(image.id()).isEqualTo(SampleImage.id());
    }
  }

  @Test
  void aRegistryThatNobodyRunsCannotBeReached() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    ImageRequest request = new ImageRequest("127.0.0.1:" + port + "/app:1", true, Optional.empty());

    assertThatThrownBy(() -> bed.engine().resolve(request))
        .satisfies(kind(EngineException.Kind.REGISTRY_UNREACHABLE))
        .hasMessageContaining("connection refused");
  }

  @Test
  void aRegistryThatNeverAnswersIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DockerBed impatient = DockerBed.open(impatient())) {
      ImageRequest request =
          new ImageRequest("127.0.0.1:" + silent.getLocalPort() + "/app:1", true, Optional.empty());

      assertThatThrownBy(() -> impatient.engine().resolve(request))
          .satisfies(kind(EngineException.Kind.REGISTRY_UNREACHABLE))
          .hasMessageContaining("no progress");
    }
  }

  @Test
  void anImageOfTheEngineItselfIsTakenWithoutARegistry() {
    ResolvedImage image = bed.engine().resolve(DockerBed.local(SampleImage.NAME));

    assertThat(image.id()).isEqualTo(SampleImage.id());
    assertThat(image.digest()).isEqualTo(image.id());
  }

  @Test
  void aNameThatTheEngineDoesNotHaveSaysHowToNameARegistry() {
    assertThatThrownBy(() -> bed.engine().resolve(DockerBed.local("pacer-test-missing:1")))
        .satisfies(kind(NOT_FOUND))
        .hasMessageContaining("localhost:5000/pacer-test-missing:1");
  }

  private static DockerSettings impatient() {
    return new DockerSettings(
        "test-" + DockerBed.randomId(),
        List.of(LocalEngine.get().host()),
        false,
        Duration.ofSeconds(15),
        Duration.ofSeconds(15),
        Duration.ofMinutes(5),
        Duration.ofSeconds(1));
  }

  /// An image with other content, made by committing a container of the sample.
  private String otherImage() {
    String id =
        bed.engine().start(DockerBed.script("echo " + System.nanoTime() + " > /stamp")).value();
    bed.output(new InstanceHandle(id));
    return LocalEngine.get().client().commitCmd(id).exec();
  }

  private static void removeImage(String name) {
    try {
      LocalEngine.get().client().removeImageCmd(name).exec();
    } catch (NotFoundException _) {
      // Its other name was the last one.
    }
  }

  private static List<String> names(Image image) {
    List<String> names = new ArrayList<>();
    if (image.getRepoTags() != null) {
      names.addAll(List.of(image.getRepoTags()));
    }
    if (image.getRepoDigests() != null) {
      names.addAll(List.of(image.getRepoDigests()));
    }
    return names;
  }

  private static Consumer<Throwable> kind(EngineException.Kind kind) {
    return failure ->
        assertThat(failure)
            .isInstanceOfSatisfying(
                EngineException.class, known -> assertThat(known.kind()).isEqualTo(kind));
  }

  private static ImageRequest request(LocalRegistry registry, String name) {
    return request(registry, name, Optional.empty());
  }

  private static ImageRequest request(
      LocalRegistry registry, String name, Optional<RegistryCredentials> credentials) {
    return new ImageRequest(registry.host() + "/" + name, true, credentials);
  }
}
