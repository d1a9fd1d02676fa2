package dev.pacer.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.autoscaling.ScalingPreferences;
import dev.pacer.autoscaling.ScalingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold for any traffic, in virtual time. Seeds are fixed: a run is like the one before.
class SimulationTest {
  private static final int SEED = 1;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DIURNAL")
  void everyRequestIsServedAndNoneLosesItsInstance(Scenario scenario) {
    Traffic traffic = scenario.traffic(SEED);

    Outcome outcome = run(traffic, PacerAutoscaler::new);

    assertThat(outcome.requests()).isEqualTo(traffic.requests().size());
    assertThat(outcome.refused()).isZero();
    assertThat(outcome.unserved()).isZero();
    assertThat(outcome.interrupted()).isZero();
    assertThat(outcome.peak()).isLessThanOrEqualTo(traffic.rules().maxSize());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameHoldsForAnySettings(long seed) {
    Traffic traffic = anything(seed);

    Outcome outcome = run(traffic, PacerAutoscaler::new);

    assertThat(outcome.refused()).isZero();
    assertThat(outcome.unserved()).isZero();
    assertThat(outcome.interrupted()).isZero();
    assertThat(outcome.peak()).isLessThanOrEqualTo(traffic.rules().maxSize());
    assertThat(outcome.active()).isLessThanOrEqualTo(outcome.provisioned());
  }

  @Test
  void aBurstIsServedWithinASecondIncludingTheStartsThatItNeeds() {
    Outcome outcome = run(Scenario.BURST.traffic(SEED), PacerAutoscaler::new);

    assertThat(outcome.firstCapacity().orElseThrow()).isLessThan(TimeUnit.SECONDS.toMicros(1));
    assertThat(outcome.waitedLongest()).isLessThan(TimeUnit.SECONDS.toMicros(1));
  }

  @Test
  void sleepingInstancesAreThereAtOnce() {
    Outcome outcome = run(Scenario.BURST_ON_SLEEPERS.traffic(SEED), PacerAutoscaler::new);

    assertThat(outcome.firstCapacity().orElseThrow())
        .isLessThan(TimeUnit.MILLISECONDS.toMicros(50));
  }

  @Test
  void sawtoothTrafficDoesNotFlap() {
    int teeth = 1200 / 40;

    Outcome outcome = run(Scenario.SAWTOOTH.traffic(SEED), PacerAutoscaler::new);

    assertThat(outcome.starts()).isLessThan(teeth);
  }

  @Test
  void failingStartsAreTriedLessAndLess() {
    Traffic burst = Scenario.FAILING_STARTS.traffic(SEED);

    Outcome outcome = run(burst, PacerAutoscaler::new);

    int atOnce = outcome.peak();
    assertThat(outcome.starts()).isBetween(2L * atOnce, 8L * atOnce);
    assertThat(outcome.unserved()).isZero();
  }

  @Test
  void aFullQueueRefuses() {
    Machine shortQueue = new Machine(Machine.USUAL.start(), Machine.USUAL.wake(), 20);
    Traffic burst = Scenario.BURST_BEYOND.traffic(SEED);

    Outcome outcome =
        new SimulatedService(burst, shortQueue, new PacerAutoscaler()).run().outcome();

    assertThat(outcome.refused()).isBetween(100L, 130L);
    assertThat(outcome.unserved()).isZero();
  }

  @Test
  void aServiceThatMayGoGoesAndComesBackForEachVisit() {
    Traffic sparse = Scenario.SPARSE.traffic(SEED);

    Outcome outcome = run(sparse, PacerAutoscaler::new);

    assertThat(outcome.provisioned()).isLessThan(sparse.duration() / 2);
    assertThat(outcome.waitedLongest()).isLessThanOrEqualTo(Machine.USUAL.start());
  }

  @Test
  void aThousandServicesFareTheSameEachTime() {
    Outcome once = thousand();

    Outcome again = thousand();

    assertThat(again).isEqualTo(once);
    assertThat(once.refused() + once.unserved() + once.interrupted()).isZero();
  }

  @Test
  void knativesRulesServeABurstLater() {
    Traffic burst = Scenario.BURST.traffic(SEED);

    Outcome outcome = run(burst, KnativeAutoscaler::new);

    assertThat(outcome.unserved()).isZero();
    assertThat(outcome.waitedLongest())
        .isGreaterThan(run(burst, PacerAutoscaler::new).waitedLongest());
  }

  @Test
  void anAccessLogIsTraffic(@TempDir Path directory) throws IOException {
    Path log =
        Files.writeString(
            directory.resolve("access.log"),
            """
            not of ours
            {"time":"2026-01-01T00:00:02.5Z","instance":"i","duration_ms":30.5,"wait_ms":0.5}
            {"time":"2026-01-01T00:00:00.000Z","instance":"i","duration_ms":12}
            {"time":"2026-01-01T00:00:01.000Z","status":429,"duration_ms":0.1}
            """);

    List<Request> requests = Recording.read(log);

    assertThat(requests).containsExactly(new Request(0, 12_000), new Request(2_500_000, 30_000));
  }

  private static Outcome run(Traffic traffic, Supplier<Autoscaler> autoscaler) {
    return new SimulatedService(traffic, Machine.USUAL, autoscaler.get()).run().outcome();
  }

  private static Outcome thousand() {
    Tally sum = new Tally();
    for (int number = 0; number < 1000; number++) {
      Traffic traffic = Scenario.oneOfMany(number, SEED, 120);
      sum.add(new SimulatedService(traffic, Machine.USUAL, new PacerAutoscaler()).run());
    }
    return sum.outcome();
  }

  private static Traffic anything(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Arrivals arrivals = Arrivals.of(seed, random.nextDouble(5, 2000), random.nextDouble(1.5));
    int minSize = random.nextInt(1, 4);
    return new Traffic(
        new ScalingRules(random.nextInt(1, 20), minSize, random.nextInt(minSize, 12)),
        new ScalingPreferences(
            Duration.ofMillis(random.nextInt(1, 15_000)),
            Duration.ofMillis(random.nextInt(1, 90_000)),
            random.nextBoolean()
                ? Optional.of(Duration.ofMillis(random.nextInt(1, 60_000)))
                : Optional.empty(),
            random.nextInt(4) == 0,
            Optional.empty()),
        Arrivals.together(
            arrivals.poisson(random.nextDouble(0.01, 4), 300),
            arrivals.burst(random.nextInt(200), random.nextDouble(300))),
        TimeUnit.SECONDS.toMicros(300),
        OptionalLong.empty(),
        random.nextBoolean() ? TimeUnit.SECONDS.toMicros(random.nextInt(60)) : 0);
  }
}
