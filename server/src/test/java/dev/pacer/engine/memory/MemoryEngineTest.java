package dev.pacer.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.ComputeEngineContract;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.InstanceState;
import dev.pacer.testing.CollectedLines;
import dev.pacer.testing.Fetch;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryEngineTest extends ComputeEngineContract {
  private final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private final MemoryEngine other = new MemoryEngine(InstantSource.system());
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void endInstances() {
    engine.close();
  }

  @Override
  protected ComputeEngine engine() {
    return engine;
  }

  /// Memory ends with its process, so the same engine is as much of a restart as there can be.
  @Override
  protected ComputeEngine engineAfterRestart() {
    return engine;
  }

  @Override
  protected ComputeEngine engineOfOtherInstallation() {
    return other;
  }

  @Override
  protected ComputeEngine engineThatIsAway() {
    other.goAway();
    return other;
  }

  @Override
  protected ImageRequest existingImage() {
    return request("registry.test/app:1");
  }

  @Override
  protected ImageRequest missingImage() {
    engine.register("registry.test/missing:1", MemoryImage.missing());
    return request("registry.test/missing:1");
  }

  @Override
  protected InstanceSpec serving() {
    return specOf(MemoryImage.serving());
  }

  @Override
  protected InstanceSpec printing(List<String> lines) {
    return specOf(MemoryImage.serving().printing(lines.toArray(String[]::new)).neverListening());
  }

  @Override
  protected InstanceSpec exiting(int exitCode, List<String> lines) {
    return specOf(
        MemoryImage.serving().printing(lines.toArray(String[]::new)).exitingAtOnce(exitCode));
  }

  @Override
  protected InstanceSpec refused() {
    return specOf(MemoryImage.serving().refusingToStart("exec: \"nothing\": not found"));
  }

  @Override
  protected InstanceSpec stubborn() {
    return specOf(MemoryImage.serving().printing("deaf").ignoringTermination());
  }

  @Test
  void anyImageNameResolvesAndItsInstancesTellWhoTheyAre() {
    String imageId = engine.resolve(request("public.ecr.aws/some/thing:2")).id();
    InstanceSpec spec = spec(imageId, List.of(), Map.of("PORT", "8080"));

    InstanceHandle handle = engine.start(spec);

    assertThat(Fetch.body(address(handle), "/"))
        .isEqualTo(
            """
            image: public.ecr.aws/some/thing:2
            port: 8080
            instance: %s
            """
                .formatted(spec.instanceId()));
  }

  @ParameterizedTest
  @EnumSource(
      value = EngineException.Kind.class,
      names = {"IMAGE_NOT_FOUND", "REGISTRY_REFUSED", "REGISTRY_UNREACHABLE", "DISK_FULL"})
  void resolvingFailsAsTheImageSays(EngineException.Kind kind) {
    engine.register("bad", MemoryImage.serving().failingToResolve(kind));

    assertThatThrownBy(() -> engine.resolve(request("bad")))
        .isInstanceOfSatisfying(
            EngineException.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  @Test
  void aPortOpensAfterItsDelayAndRefusesBefore() {
    InstanceHandle handle =
        engine.start(specOf(MemoryImage.serving().listeningAfter(Duration.ofMillis(300))));
    InetSocketAddress address = address(handle);

    assertThatThrownBy(() -> Fetch.body(address, "/")).isInstanceOf(UncheckedIOException.class);

    await().ignoreExceptions().until(() -> Fetch.status(address, "/") == 200);
  }

  @Test
  void aPathAnswersTheStatusOfTheImageUntilItIsChanged() {
    InstanceHandle handle = engine.start(specOf(MemoryImage.serving().answering("/health", 503)));

    assertThat(Fetch.status(address(handle), "/health")).isEqualTo(503);
    assertThat(Fetch.status(address(handle), "/")).isEqualTo(200);

    engine.answer(handle, "/health", 204);

    assertThat(Fetch.status(address(handle), "/health")).isEqualTo(204);
  }

  @Test
  void anInstanceDiesOnDemandAndItsPortCloses() {
    InstanceHandle handle = engine.start(serving());
    InetSocketAddress address = address(handle);

    engine.die(handle, 137, true);

    assertThat(engine.inspect(handle)).contains(new InstanceState.Exited(137, true));
    assertThatThrownBy(() -> Fetch.body(address, "/")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void instancesKeepTheImageThatTheirNameMeantWhenItWasResolved() {
    engine.register("moving", MemoryImage.serving().answering("/", 201));
    String before = engine.resolve(request("moving")).id();

    engine.register("moving", MemoryImage.serving().answering("/", 202));

    InstanceHandle handle = engine.start(spec(before, List.of(), Map.of()));
    assertThat(engine.resolve(request("moving")).id()).isNotEqualTo(before);
    assertThat(Fetch.status(address(handle), "/")).isEqualTo(201);
  }

  @Test
  void anImageOfAnotherArchitectureSaysSo() {
    engine.register("arm", MemoryImage.serving().builtFor("arm64"));

    assertThat(engine.resolve(request("arm")).architecture()).isEqualTo("arm64");
  }

  @Test
  void anEngineWithoutOtherImagesKnowsOnlyTheRegistered() {
    engine.otherwise(MemoryImage.missing());
    engine.register("known", MemoryImage.serving());

    assertThat(engine.resolve(request("known")).id()).isNotEmpty();
    assertThatThrownBy(() -> engine.resolve(request("unknown")))
        .isInstanceOf(EngineException.class);
  }

  @Test
  void callsAreHeldUntilReleased() throws Exception {
    try (MemoryHold resolves = engine.holdResolve();
        MemoryHold starts = engine.holdStart()) {
      CompletableFuture<InstanceHandle> deployment =
          CompletableFuture.supplyAsync(
              () -> engine.start(spec(engine.resolve(request("held")).id(), List.of(), Map.of())),
              threads);

      await().until(() -> resolves.held() == 1);
      assertThat(deployment).isNotDone();
      resolves.release();
      await().until(() -> starts.held() == 1);
      assertThat(engine.owned()).isEmpty();
      starts.release();

      assertThat(engine.inspect(deployment.get(10, TimeUnit.SECONDS))).isPresent();
    }
  }

  @Test
  void aStopIsHeldUntilReleased() throws Exception {
    InstanceHandle handle = engine.start(specOf(MemoryImage.serving()));
    try (MemoryHold stops = engine.holdStop()) {
      CompletableFuture<Void> stop =
          CompletableFuture.runAsync(() -> engine.stop(handle, Duration.ofSeconds(1)), threads);

      await().until(() -> stops.held() == 1);
      assertThat(engine.inspect(handle).orElseThrow()).isInstanceOf(InstanceState.Running.class);
      stops.release();

      stop.get(10, TimeUnit.SECONDS);
      assertThat(engine.inspect(handle).orElseThrow()).isInstanceOf(InstanceState.Exited.class);
    }
  }

  @Test
  void followingGoesOnWhenTheEngineComesBack8() {
    InstanceHandle handle = engine.start(printing(List.of("before")));
    CollectedLines lines = new CollectedLines();
    engine.follow(handle, Instant.EPOCH, lines);
    await().until(() -> lines.texts().size() == 1);

    engine.goAway();
    engine.comeBack();
    engine.print(handle, "after");

    await().until(() -> lines.texts().equals(List.of("before", "after")));
  }

  private InstanceSpec specOf(MemoryImage image) {
    String reference = "registry.test/contract:" + System.nanoTime();
    engine.register(reference, image);
    return spec(engine.resolve(request(reference)).id(), List.of(), Map.of("PORT", "8080"));
  }

  private InetSocketAddress address(InstanceHandle handle) {
    return ((InstanceState.Running) engine.inspect(handle).orElseThrow()).address();
  }

  private static ImageRequest request(String reference) {
    return new ImageRequest(reference, true, Optional.empty());
  }
}
