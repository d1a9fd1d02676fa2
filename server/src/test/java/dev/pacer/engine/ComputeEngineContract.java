package dev.pacer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pacer.testing.CollectedLines;
import dev.pacer.testing.Fetch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every engine promises, as tests; the numbers in the names are those of [ComputeEngine]'s
/// contract. An engine's own test class extends this one and supplies the scenarios.
public abstract class ComputeEngineContract {
  protected static final int PORT = 8080;
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Class<InstanceState.Running> RUNNING = InstanceState.Running.class;

  /// The engine under test.
  protected abstract ComputeEngine engine();

  /// Another connection of the same installation to the same engine, as a restarted server has it.
  protected abstract ComputeEngine engineAfterRestart();

  /// A connection of another installation to the same engine.
  protected abstract ComputeEngine engineOfOtherInstallation();

  /// A connection to an engine that does not answer.
  protected abstract ComputeEngine engineThatIsAway();

  /// An image that answers HTTP on the port of the variable PORT.
  protected abstract ImageRequest existingImage();

  protected abstract ImageRequest missingImage();

  /// An instance that answers HTTP on [#PORT] and ends when it is asked to.
  protected abstract InstanceSpec serving();

  /// An instance that prints the lines, then runs on without listening.
  protected abstract InstanceSpec printing(List<String> lines);

  /// An instance that prints the lines and ends by itself.
  protected abstract InstanceSpec exiting(int exitCode, List<String> lines);

  /// An instance whose process cannot be started.
  protected abstract InstanceSpec refused();

  /// An instance that knows of the wish to end and goes on.
  protected abstract InstanceSpec stubborn();

  @Test
  void tellsItsNameVersionAndArchitecture() {
    EngineInfo info = engine().info();

    assertThat(info.name()).isNotBlank();
    assertThat(info.version()).isNotBlank();
    assertThat(info.architecture()).isIn("amd64", "arm64");
  }

  @Test
  void resolvesAnImageToTheSameImmutableNameEachTime() {
    ResolvedImage first = engine().resolve(existingImage());
    ResolvedImage second = engine().resolve(existingImage());

    assertThat(second).isEqualTo(first);
    assertThat(first.id()).isNotEqualTo(existingImage().reference());
    assertThat(first.digest()).matches("sha256:[0-9a-f]{64}");
    assertThat(first.architecture()).isEqualTo(engine().info().architecture());
  }

  @Test
  void theDigestOfANameIsTheOneThatItResolvesTo() {
    String digest = engine().digest(existingImage());

    assertThat(digest).isEqualTo(engine().resolve(existingImage()).digest());
  }

  @Test
  void anImageThatDoesNotExistHasNoDigest() {
    assertThatThrownBy(() -> engine().digest(missingImage()))
        .isInstanceOfSatisfying(
            EngineException.class,
            failure -> assertThat(failure.kind()).isEqualTo(EngineException.Kind.IMAGE_NOT_FOUND));
  }

  @Test
  void whoWatchesImagesIsToldOfTheBeginning() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);

    try (ImageWatch _ = engine().watchImages(told::countDown)) {
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anImageThatDoesNotExistIsNotFound() {
    assertThatThrownBy(() -> engine().resolve(missingImage()))
        .isInstanceOfSatisfying(
            EngineException.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(EngineException.Kind.IMAGE_NOT_FOUND);
              assertThat(failure).hasMessageContaining(missingImage().reference());
            });
  }

  @Test
  void aStartedInstanceIsReachedOnItsAddress() {
    InstanceHandle handle = engine().start(serving());

    String body = await().atMost(LONG).ignoreExceptions().until(() -> fetch(handle), text -> true);
    assertThat(body).isNotBlank();
  }

  @Test
  void tellsWhereAnInstanceListensOrThatItCannotKnow() {
    InstanceHandle handle = engine().start(serving());
    await().atMost(LONG).ignoreExceptions().until(() -> fetch(handle), text -> true);

    Optional<List<ListeningPort>> ports = engine().listeningPorts(handle);

    assertThat(ports.orElse(List.of(new ListeningPort(PORT, false))))
        .containsExactly(new ListeningPort(PORT, false));
  }

  @Test
  void cannotKnowWhereTheUnknownListens() {
    InstanceHandle handle = engine().start(serving());
    engine().remove(handle);

    assertThat(engine().listeningPorts(handle)).isEmpty();
  }

  @Test
  void manyThreadsMayCallAtOnce1() throws Exception {
    List<InstanceSpec> specs = IntStream.range(0, 6).mapToObj(_ -> serving()).toList();

    List<InstanceHandle> handles =
        inParallel(specs.stream().map(spec -> task(() -> engine().start(spec))).toList());

    assertThat(handles).doesNotHaveDuplicates();
    assertThat(handles)
        .allSatisfy(handle -> assertThat(engine().inspect(handle)).containsInstanceOf(RUNNING));
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void anEngineThatIsAwayMakesEveryCallFailAsUnavailable2(Consumer<ComputeEngine> call) {
    ComputeEngine away = engineThatIsAway();

    assertThatThrownBy(() -> call.accept(away))
        .isInstanceOfSatisfying(
            EngineException.class,
            failure -> assertThat(failure.kind()).isEqualTo(EngineException.Kind.UNAVAILABLE));
  }

  static Stream<Named<Consumer<ComputeEngine>>> everyCall() {
    InstanceHandle handle = new InstanceHandle("0".repeat(64));
    InstanceSpec spec = spec("some-image", List.of(), Map.of());
    return Stream.of(
        Named.of("info", ComputeEngine::info),
        Named.of(
            "resolve",
            engine -> engine.resolve(new ImageRequest("some-image", false, Optional.empty()))),
        Named.of(
            "digest",
            engine -> engine.digest(new ImageRequest("some-image", false, Optional.empty()))),
        Named.of("start", engine -> engine.start(spec)),
        Named.of("inspect", engine -> engine.inspect(handle)),
        Named.of("stop", engine -> engine.stop(handle, Duration.ofSeconds(1))),
        Named.of("remove", engine -> engine.remove(handle)),
        Named.of("suspend", engine -> engine.suspend(handle)),
        Named.of("resume", engine -> engine.resume(handle)),
        Named.of("owned", ComputeEngine::owned),
        Named.of("follow", engine -> engine.follow(handle, Instant.EPOCH, new CollectedLines())));
  }

  @Test
  void startingAnInstanceAgainReturnsTheOneThatExists3() {
    InstanceSpec spec = serving();
    InstanceHandle first = engine().start(spec);

    InstanceHandle second = engine().start(spec);

    assertThat(second).isEqualTo(first);
    assertThat(owned(engine(), spec)).hasSize(1);
  }

  @Test
  void startingAnInstanceFromSeveralThreadsStartsItOnce3() throws Exception {
    InstanceSpec spec = serving();

    List<InstanceHandle> handles =
        inParallel(IntStream.range(0, 4).mapToObj(_ -> task(() -> engine().start(spec))).toList());

    assertThat(handles).containsOnly(handles.getFirst());
    assertThat(owned(engine(), spec)).hasSize(1);
  }

  @Test
  void startReturnsThoughTheInstanceNeverListens4() {
    InstanceHandle handle = engine().start(printing(List.of()));

    assertThat(engine().inspect(handle)).containsInstanceOf(RUNNING);
  }

  @Test
  void anInstanceThatCannotStartIsRefusedAndLeavesNothing() {
    InstanceSpec spec = refused();

    assertThatThrownBy(() -> engine().start(spec))
        .isInstanceOfSatisfying(
            EngineException.class,
            failure -> assertThat(failure.kind()).isEqualTo(EngineException.Kind.START_REFUSED));
    assertThat(owned(engine(), spec)).isEmpty();
  }

  @Test
  void stoppingAndRemovingTheUnknownDoesNothing5() {
    InstanceHandle gone = engine().start(serving());
    engine().remove(gone);

    assertThatCode(
            () -> {
              engine().stop(gone, Duration.ofSeconds(1));
              engine().remove(gone);
              engine().stop(new InstanceHandle("never-known"), Duration.ofSeconds(1));
              engine().remove(new InstanceHandle("never-known"));
            })
        .doesNotThrowAnyException();
    assertThat(engine().inspect(gone)).isEmpty();
    assertThat(engine().inspect(new InstanceHandle("never-known"))).isEmpty();
  }

  @Test
  void aRestartedServerFindsItsInstancesByTheirHandles6() {
    InstanceSpec spec = serving();
    InstanceHandle handle = engine().start(spec);
    InstanceState before = engine().inspect(handle).orElseThrow();

    Optional<InstanceState> after = engineAfterRestart().inspect(handle);

    assertThat(after).contains(before);
    assertThat(owned(engineAfterRestart(), spec))
        .singleElement()
        .satisfies(owned -> {
          assertThat(owned.handle()).isEqualTo(handle);
          assertThat(owned.instanceId()).isEqualTo(spec.instanceId());
          assertThat(owned.labels()).containsAllEntriesOf(spec.labels());
          assertThat(owned.createdAt()).isAfter(Instant.now().minus(Duration.ofHours(1)));
        });
  }

  @Test
  void anotherInstallationCannotListStopOrRemove7() {
    InstanceSpec spec = serving();
    InstanceHandle handle = engine().start(spec);
    ComputeEngine other = engineOfOtherInstallation();

    other.stop(handle, Duration.ZERO);
    other.remove(handle);

    assertThat(owned(other, spec)).isEmpty();
    assertThat(engine().inspect(handle)).containsInstanceOf(RUNNING);
  }

  @Test
  void anInstanceThatEndsByItselfReportsItsExitCodeAndKeepsItsLines() {
    InstanceHandle handle = engine().start(exiting(3, List.of("first", "second")));

    await()
        .atMost(LONG)
        .untilAsserted(() ->
            assertThat(engine().inspect(handle)).contains(new InstanceState.Exited(3, false)));
    CollectedLines lines = new CollectedLines();
    try (LogFollower follower = engine().follow(handle, Instant.EPOCH, lines)) {
      assertThat(follower.awaitEnd(LONG)).isTrue();
    }
    assertThat(lines.texts()).containsExactly("first", "second");
    assertThat(lines.hasEnded()).isTrue();
  }

  @Test
  void aPoliteInstanceEndsBeforeTheGraceIsOver() {
    InstanceHandle handle = engine().start(serving());

    assertTimeoutPreemptively(LONG, () -> engine().stop(handle, Duration.ofMinutes(5)));

    assertThat(engine().inspect(handle)).containsInstanceOf(InstanceState.Exited.class);
  }

  @Test
  void aStubbornInstanceIsKilledWhenTheGraceIsOver() {
    InstanceHandle handle = engine().start(stubborn());
    awaitLine(handle, "deaf");

    engine().stop(handle, Duration.ofSeconds(1));

    assertThat(engine().inspect(handle)).contains(new InstanceState.Exited(137, false));
  }

  @Test
  void removingEndsAnInstanceThatStillRuns() {
    InstanceSpec spec = stubborn();
    InstanceHandle handle = engine().start(spec);

    engine().remove(handle);

    assertThat(engine().inspect(handle)).isEmpty();
    assertThat(owned(engine(), spec)).isEmpty();
  }

  @Test
  void aSuspendedInstanceAnswersOnceItIsResumed8() {
    InstanceHandle handle = engine().start(serving());
    await().atMost(LONG).ignoreExceptions().until(() -> fetch(handle), text -> true);
    engine().suspend(handle);
    engine().suspend(handle);
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> fetch(handle));

    await()
        .during(Duration.ofMillis(300))
        .atMost(LONG)
        .until(() -> !answer.isDone() && isSuspended(engineAfterRestart(), handle));
    engine().resume(handle);
    engine().resume(handle);

    assertThat(answer).succeedsWithin(LONG).asString().isNotBlank();
    assertThat(isSuspended(engine(), handle)).isFalse();
  }

  @Test
  void aSuspendedInstanceUsesNoProcessor8() {
    InstanceHandle handle = engine().start(serving());
    await().atMost(LONG).ignoreExceptions().until(() -> fetch(handle), text -> true);
    engine().suspend(handle);

    Optional<InstanceUsage> before = engine().usage(handle);

    assertThat(before.map(InstanceUsage::memoryBytes).orElse(0L)).isNotNegative();
    await()
        .during(Duration.ofMillis(500))
        .atMost(LONG)
        .untilAsserted(() ->
            assertThat(engine().usage(handle).map(InstanceUsage::processorTime))
                .isEqualTo(before.map(InstanceUsage::processorTime)));
  }

  @Test
  void aSuspendedInstanceIsStoppedAndRemovedLikeAnyOther8() {
    InstanceHandle stopped = engine().start(serving());
    InstanceHandle removed = engine().start(serving());
    engine().suspend(stopped);
    engine().suspend(removed);

    assertTimeoutPreemptively(LONG, () -> engine().stop(stopped, Duration.ofMinutes(5)));
    engine().remove(removed);

    assertThat(engine().inspect(stopped)).containsInstanceOf(InstanceState.Exited.class);
    assertThat(engine().inspect(removed)).isEmpty();
  }

  @Test
  void suspendingAndResumingWhatDoesNotRunDoesNothing8() {
    InstanceHandle ended = engine().start(exiting(0, List.of()));
    await()
        .atMost(LONG)
        .until(() -> engine().inspect(ended).orElseThrow() instanceof InstanceState.Exited);

    assertThatCode(
            () -> {
              engine().suspend(ended);
              engine().resume(ended);
              engine().suspend(new InstanceHandle("never-known"));
              engine().resume(new InstanceHandle("never-known"));
            })
        .doesNotThrowAnyException();
    assertThat(engine().usage(new InstanceHandle("never-known"))).isEmpty();
  }

  @Test
  void followingGoesOnWhileTheInstanceRunsAndStopsWhenClosed() {
    InstanceHandle handle = engine().start(printing(List.of("one", "two", "three")));
    CollectedLines lines = new CollectedLines();

    LogFollower follower = engine().follow(handle, Instant.EPOCH, lines);

    await().atMost(LONG).until(() -> lines.texts().size() == 3);
    assertThat(lines.texts()).containsExactly("one", "two", "three");
    assertThat(lines.hasEnded()).isFalse();
    assertThat(follower.awaitEnd(Duration.ofMillis(1))).isFalse();
    follower.close();
    await().atMost(LONG).until(lines::hasEnded);
    assertThat(follower.awaitEnd(LONG)).isFalse();
  }

  @Test
  void followingAfterALineNeitherRepeatsNorLosesOne9() {
    List<String> printed = IntStream.range(0, 40).mapToObj(i -> "line " + i).toList();
    InstanceHandle handle = engine().start(exiting(0, printed));
    CollectedLines all = new CollectedLines();
    assertThat(engine().follow(handle, Instant.EPOCH, all).awaitEnd(LONG)).isTrue();

    for (int last : List.of(0, 7, 20, 38, 39)) {
      CollectedLines rest = new CollectedLines();
      Instant since = all.times().get(last).plusNanos(1);
      assertThat(engineAfterRestart().follow(handle, since, rest).awaitEnd(LONG)).isTrue();
      assertThat(rest.texts()).isEqualTo(printed.subList(last + 1, printed.size()));
    }
  }

  @Test
  void followingTheUnknownEndsAtOnce() {
    CollectedLines lines = new CollectedLines();

    LogFollower follower = engine().follow(new InstanceHandle("never-known"), Instant.EPOCH, lines);

    assertThat(follower.awaitEnd(Duration.ZERO)).isTrue();
    assertThat(lines.hasEnded()).isTrue();
    assertThat(lines.texts()).isEmpty();
  }

  /// A spec with a new instance id.
  protected static InstanceSpec spec(
      String imageId, List<String> command, Map<String, String> environment) {
    String id = UUID.randomUUID().toString().replace("-", "");
    return new InstanceSpec(
        id,
        "contract",
        imageId,
        command,
        environment,
        PORT,
        new ResourceLimits(256, 512),
        Map.of("dev.pacer.test", "contract"));
  }

  /// Waits until the instance printed the line.
  protected final void awaitLine(InstanceHandle handle, String text) {
    CollectedLines lines = new CollectedLines();
    try (LogFollower _ = engine().follow(handle, Instant.EPOCH, lines)) {
      await().atMost(LONG).until(() -> lines.texts().contains(text));
    }
  }

  private static boolean isSuspended(ComputeEngine engine, InstanceHandle handle) {
    return engine
        .inspect(handle)
        .filter(state -> state instanceof InstanceState.Running(_, boolean suspended) && suspended)
        .isPresent();
  }

  private String fetch(InstanceHandle handle) {
    InstanceState state = engine().inspect(handle).orElseThrow();
    return Fetch.body(((InstanceState.Running) state).address(), "/");
  }

  private static List<OwnedInstance> owned(ComputeEngine engine, InstanceSpec spec) {
    return engine.owned().stream()
        .filter(owned -> owned.instanceId().equals(spec.instanceId()))
        .toList();
  }

  private static <T> Callable<T> task(Callable<T> task) {
    return task;
  }

  private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = threads.invokeAll(tasks);
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    }
  }
}
