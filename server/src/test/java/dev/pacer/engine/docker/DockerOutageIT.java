package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pacer.engine.EngineException;
import dev.pacer.engine.ImageWatch;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.LogFollower;
import dev.pacer.testing.CollectedLines;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.SampleImage;
import dev.pacer.testing.SocketProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What happens when the engine goes away, hangs or is used by many followers at once.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DockerOutageIT {
  @TempDir Path directory = Path.of("");
  private SocketProxy proxy = new SocketProxy(Path.of("unused"), Path.of("unused"));
  private DockerBed bed = DockerBed.open();

  @BeforeEach
  void open() {
    bed.close();
    proxy =
        new SocketProxy(
            directory.resolve("engine.sock"), Path.of(LocalEngine.get().host().getPath()));
    proxy.listen();
    bed =
        DockerBed.open(
            new DockerSettings(
                "test-" + DockerBed.randomId(),
                List.of(proxy.uri()),
                false,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1)));
  }

  @AfterEach
  void close() {
    proxy.close();
    bed.close();
  }

  @Test
  void callsFailWhileTheEngineIsAwayAndWorkWhenItIsBack() {
    InstanceHandle handle = bed.engine().start(DockerBed.script("exec sleep 600"));

    proxy.cut();

    assertThatThrownBy(() -> bed.engine().inspect(handle)).satisfies(this::unavailable);
    assertThatThrownBy(bed.engine()::info).satisfies(this::unavailable);
    proxy.listen();
    assertThat(bed.engine().inspect(handle)).isPresent();
  }

  @Test
  void aFollowerGoesOnWhenTheEngineIsBackAndNeitherRepeatsNorLosesLines() {
    InstanceHandle handle =
        bed.engine()
            .start(
                DockerBed.script(
                    "i=0; while [ $i -lt 300 ]; do echo line $i; i=$((i+1)); sleep 0.01; done"));
    CollectedLines lines = new CollectedLines();
    try (LogFollower follower = bed.engine().follow(handle, Instant.EPOCH, lines)) {
      for (int at : List.of(20, 60, 120)) {
        await().atMost(DockerBed.LONG).until(() -> lines.texts().size() > at);
        proxy.cut();
        proxy.listen();
      }

      assertThat(follower.awaitEnd(DockerBed.LONG)).isTrue();
    }

    assertThat(lines.texts())
        .isEqualTo(IntStream.range(0, 300).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void whoWatchesImagesIsToldWhenTheEngineIsBackAndOfWhatHappensThen() {
    AtomicInteger told = new AtomicInteger();
    try (ImageWatch _ = bed.engine().watchImages(told::incrementAndGet)) {
      await().atMost(DockerBed.LONG).until(() -> told.get() > 0);
      proxy.cut();
      int before = told.get();

      proxy.listen();

      await().atMost(DockerBed.LONG).until(() -> told.get() > before);
      int connected = told.get();
      LocalEngine.get().client().tagImageCmd(SampleImage.id(), "pacer-test-watched", "1").exec();
      await().atMost(DockerBed.LONG).until(() -> told.get() > connected);
    } finally {
      LocalEngine.get().client().removeImageCmd("pacer-test-watched:1").exec();
    }
  }

  @Test
  void anEngineThatHangsIsGivenUp() {
    DockerSettings impatient =
        new DockerSettings(
            bed.settings().installationId(),
            bed.settings().hosts(),
            false,
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofSeconds(2),
            Duration.ofMillis(500));
    InstanceHandle handle = bed.engine().start(DockerBed.script("exec sleep 600"));
    try (DockerEngine known = DockerEngine.connect(impatient);
        DockerEngine unknown = DockerEngine.connect(impatient)) {
      known.info();

      proxy.fallSilent();

      assertThatThrownBy(() -> known.inspect(handle)).satisfies(this::unavailable);
      assertThatThrownBy(() -> known.remove(handle)).satisfies(this::unavailable);
      assertThatThrownBy(unknown::info).satisfies(this::unavailable);
    }
  }

  @Test
  void aFollowerCanBeClosedWhileNothingIsPrinted() {
    InstanceHandle handle = bed.engine().start(DockerBed.script("echo up; exec sleep 600"));
    CollectedLines lines = new CollectedLines();
    LogFollower follower = bed.engine().follow(handle, Instant.EPOCH, lines);
    await().atMost(DockerBed.LONG).until(() -> lines.texts().contains("up"));

    follower.close();

    await().atMost(DockerBed.LONG).until(lines::hasEnded);
  }

  @Test
  void manyFollowersDoNotHoldUpCalls() {
    InstanceHandle handle = bed.engine().start(DockerBed.script("echo up; exec sleep 600"));
    List<CollectedLines> sinks =
        IntStream.range(0, 200).mapToObj(_ -> new CollectedLines()).toList();
    List<LogFollower> followers = new ArrayList<>();

    sinks.forEach(sink -> followers.add(bed.engine().follow(handle, Instant.EPOCH, sink)));

    await()
        .atMost(DockerBed.LONG)
        .until(() -> sinks.stream().allMatch(sink -> sink.texts().contains("up")));
    assertThat(bed.engine().owned()).hasSize(1);
    followers.forEach(LogFollower::close);
    await().atMost(DockerBed.LONG).until(() -> sinks.stream().allMatch(CollectedLines::hasEnded));
  }

  @Test
  void bothStreamsAndLongAndUnfinishedLinesArrive() {
    InstanceHandle handle =
        bed.engine()
            .start(
                DockerBed.script(
                    "echo out; echo err >&2; head -c 40000 /dev/zero | tr '\\0' x; echo;"
                        + " printf 'größer\\r\\n\\n'; printf unfinished"));

    List<String> output = bed.output(handle);

    assertThat(output).contains("out", "err", "größer", "", "unfinished");
    assertThat(output.stream().filter(line -> line.startsWith("x")).map(String::length))
        .containsExactly(16_384, 16_384, 40_000 - 2 * 16_384);
    assertThat(output).hasSize(8);
  }

  private void unavailable(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            EngineException.class,
            known -> assertThat(known.kind()).isEqualTo(EngineException.Kind.UNAVAILABLE));
  }
}
