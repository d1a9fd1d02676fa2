package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.EngineException.Kind;
import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.ResolvedImage;
import dev.pacer.testing.FaultyRegistry;
import dev.pacer.testing.FaultyRegistry.Fault;
import dev.pacer.testing.FaultyRegistry.Part;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.LocalRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Registries that stall, break off, lie, fail for a while or send elsewhere: a pull succeeds or fails
/// with its reason, within its time, and never pins what was not asked for.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RegistryFaultsIT {
  private final DockerBed bed =
      DockerBed.open(
          new DockerSettings(
              "test-" + DockerBed.randomId(),
              List.of(LocalEngine.get().host()),
              false,
              Duration.ofSeconds(15),
              Duration.ofSeconds(30),
              Duration.ofSeconds(20),
              Duration.ofSeconds(8)));
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> images = new ArrayList<>();
  @TempDir private Path directory;
  private LocalRegistry registry;
  private FaultyRegistry faulty;

  @BeforeEach
  void open() {
    registry = LocalRegistry.open(directory);
    faulty = new FaultyRegistry(registry.host());
    push("1");
  }

  @AfterEach
  void close() {
    faulty.close();
    registry.close();
    bed.close();
    images.forEach(RegistryFaultsIT::removeImage);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aRegistryThatFailsForAMomentIsAskedAgain(int status) {
    faulty.strike(Part.MANIFEST, new Fault.Status(status), 2);

    ResolvedImage image = resolve("app:1");

    assertThat(image.digest()).matches("sha256:[0-9a-f]{64}");
    assertThat(told).anyMatch(text -> text.endsWith("It is asked again in 1 s."));
  }

  @Test
  void aRegistryThatGoesOnFailingIsGivenUp() {
    faulty.strike(Part.MANIFEST, new Fault.Status(503), Integer.MAX_VALUE);

    assertThatThrownBy(() -> resolve("app:1"))
        .satisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.REGISTRY_FAILING))
        .hasMessageContaining("503");
    assertThat(told).hasSize(3);
  }

  @Test
  void aLayerThatBreaksOffOnceIsPulledAgain() {
    faulty.strike(Part.BLOB, new Fault.Truncate(), 1);

    ResolvedImage image = resolve("app:1");

    assertThat(faulty.struck()).isEqualTo(1);
    assertThat(runsWith(image)).isTrue();
  }

  @Test
  void aRegistryThatAlwaysBreaksOffIsGivenUpInTime() {
    faulty.strike(Part.BLOB, new Fault.Truncate(), Integer.MAX_VALUE);

    assertThatThrownBy(() -> resolve("app:1"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(faulty.host() + "/app:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MANIFEST", "BLOB"})
  void aRegistryThatStallsIsGivenUpInTime(Part part) {
    faulty.strike(part, new Fault.Stall(), Integer.MAX_VALUE);

    assertThatThrownBy(() -> resolve("app:1"))
        .satisfies(failure -> assertThat(kind(failure)).isEqualTo(Kind.REGISTRY_UNREACHABLE))
        .hasMessageContaining("given up");
  }

  @Test
  void aManifestOfAnotherDigestThanAskedForIsRefused() {
    String digest = registryDigest("1");
    push("2");
    faulty.strike(Part.MANIFEST, new Fault.Lie("/v2/app/manifests/2"), Integer.MAX_VALUE);

    assertThatThrownBy(() -> resolve("app@" + digest))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("verification failed for digest " + digest);
  }

  @Test
  void aTagThatIsAnsweredWithAnotherImageIsPinnedToWhatReallyCame() {
    push("2");
    String came = registryDigest("2");
    faulty.strike(Part.MANIFEST, new Fault.Lie("/v2/app/manifests/2"), Integer.MAX_VALUE);

    assertThat(resolve("app:1").digest()).isEqualTo(came);
  }

  @Test
  void aLayerThatLiesElsewhereIsFetchedThere() {
    faulty.strike(Part.BLOB, new Fault.Redirect(registry.host()), Integer.MAX_VALUE);

    ResolvedImage image = resolve("app:1");

    assertThat(faulty.struck()).isPositive();
    assertThat(runsWith(image)).isTrue();
  }

  @Test
  void aRegistryThatSendsInCirclesIsGivenUp() {
    faulty.strike(Part.MANIFEST, new Fault.Redirect(faulty.host()), Integer.MAX_VALUE);

    assertThatThrownBy(() -> resolve("app:1"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("stopped after 10 redirects");
  }

  private ResolvedImage resolve(String name) {
    String reference = faulty.host() + "/" + name;
    images.add(reference);
    return bed.engine().resolve(new ImageRequest(reference, true, Optional.empty()), told::add);
  }

  /// Puts an image into the registry that the engine does not have afterwards.
  private void push(String tag) {
    InstanceHandle made =
        bed.engine().start(DockerBed.script("head -c 300000 /dev/urandom > /stamp; echo " + tag));
    bed.output(made);
    String image = LocalEngine.get().client().commitCmd(made.value()).exec();
    registry.push(image, "app", tag);
    bed.engine().remove(made);
    removeImage(image);
  }

  /// The digest by which the registry itself knows a tag. The engine is not asked: it would keep the
  /// manifest and need no registry for it any more.
  private String registryDigest(String tag) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + registry.host() + "/v2/app/manifests/" + tag))
            .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(request, HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue("Docker-Content-Digest")
          .orElseThrow();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupt);
    }
  }

  private boolean runsWith(ResolvedImage image) {
    return LocalEngine.get().client().inspectImageCmd(image.id()).exec().getId() != null;
  }

  private static Kind kind(Throwable failure) {
    return ((EngineException) failure).kind();
  }

  private static void removeImage(String name) {
    try {
      LocalEngine.get().client().removeImageCmd(name).withForce(true).exec();
    } catch (NotFoundException _) {
      // It was never pulled, or its other name was the last one.
    }
  }
}
