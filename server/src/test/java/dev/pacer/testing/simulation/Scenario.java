package dev.pacer.testing.simulation;

import dev.pacer.autoscaling.ScalingPreferences;
import dev.pacer.autoscaling.ScalingRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/// Typical traffic of one service.
enum Scenario {
  STEADY("steady, 40/s", seed -> calm(usual(seed).steady(40, 600), 600)),
  POISSON("Poisson, 40/s", seed -> calm(usual(seed).poisson(40, 600), 600)),
  BURST(
      "burst of 150 on 2/s, one instance there",
      seed -> burst(slow(seed), new ScalingRules(10, 1, 25), 0)),
  BURST_ON_SLEEPERS(
      "burst of 150 on 2/s, eight there, seven asleep",
      seed -> burst(slow(seed), new ScalingRules(10, 8, 25), 0)),
  BURST_BEYOND(
      "burst of 150 on 2/s, MaxSize 4", seed -> burst(slow(seed), new ScalingRules(10, 1, 4), 0)),
  FAILING_STARTS(
      "burst of 150 on 2/s, starts fail for 10 s",
      seed -> burst(slow(seed), new ScalingRules(10, 1, 25), 130)),
  STEP(
      "step from 10/s to 200/s",
      seed ->
          changing(
              usual(seed).poisson(time -> time < 120 ? 10 : 200, 200, 600),
              600,
              OptionalLong.of(micros(120)))),
  SAWTOOTH(
      "sawtooth of 40 s, up to 300/s",
      seed ->
          changing(
              usual(seed).poisson(time -> 300 * (time % 40) / 40, 300, 1200),
              1200,
              OptionalLong.empty())),
  SLOW_DRAIN(
      "200/s that fade away within 10 min",
      seed ->
          changing(
              usual(seed).poisson(time -> 200 * Math.max(0, 1 - time / 600), 200, 900),
              900,
              OptionalLong.empty())),
  DIURNAL(
      "a day between 1/s and 60/s",
      seed ->
          changing(
              usual(seed)
                  .poisson(time -> 30.5 - 29.5 * Math.cos(2 * Math.PI * time / 86_400), 60, 86_400),
              86_400,
              OptionalLong.empty())),
  SPARSE(
      "a request every 3 min, to zero after 60 s",
      seed ->
          new Traffic(
              new ScalingRules(5, 1, 25),
              preferences(Optional.of(Duration.ofSeconds(60))),
              usual(seed).poisson(1 / 180.0, 86_400),
              micros(86_400),
              OptionalLong.empty(),
              0));

  private static final Duration SLEEP_AFTER = Duration.ofSeconds(10);
  private static final Duration SCALE_IN_AFTER = Duration.ofSeconds(60);

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // Keeps nothing that changes.
  private final LongFunction<Traffic> traffic;

  Scenario(String title, LongFunction<Traffic> traffic) {
    this.title = title;
    this.traffic = traffic;
  }

  String title() {
    return title;
  }

  Traffic traffic(long seed) {
    return traffic.apply(seed);
  }

  /// One of many services: each with a rate of its own between one request in 100 s and
  /// 1.28/s, in turn even, as a sawtooth of some minutes, and with a burst.
  static Traffic oneOfMany(int number, long seed, int seconds) {
    Arrivals arrivals = usual(seed * 1_000_003 + number);
    double rate = 0.01 * (1 << (number % 8));
    List<Request> requests =
        switch (number % 3) {
          case 0 -> arrivals.poisson(rate, seconds);
          case 1 -> {
            int period = 30 + number % 600;
            yield arrivals.poisson(time -> 2 * rate * (time % period) / period, 2 * rate, seconds);
          }
          default ->
              Arrivals.together(
                  arrivals.poisson(rate, seconds),
                  arrivals.burst(20 + number % 50, (double) number % seconds));
        };
    return calm(requests, seconds);
  }

  /// Recorded traffic.
  static Traffic recorded(List<Request> requests, ScalingRules rules) {
    long end = requests.isEmpty() ? 0 : requests.getLast().at();
    return new Traffic(
        rules, preferences(Optional.empty()), requests, end, OptionalLong.empty(), 0);
  }

  private static Traffic calm(List<Request> requests, int seconds) {
    return changing(requests, seconds, OptionalLong.empty());
  }

  private static Traffic changing(List<Request> requests, int seconds, OptionalLong burst) {
    return new Traffic(
        new ScalingRules(5, 1, 25),
        preferences(Optional.empty()),
        requests,
        micros(seconds),
        burst,
        0);
  }

  private static Traffic burst(Arrivals arrivals, ScalingRules rules, int startsFailUntil) {
    return new Traffic(
        rules,
        preferences(Optional.empty()),
        Arrivals.together(arrivals.poisson(2, 600), arrivals.burst(150, 120)),
        micros(600),
        OptionalLong.of(micros(120)),
        micros(startsFailUntil));
  }

  private static Arrivals usual(long seed) {
    return Arrivals.of(seed, 80, 0.6);
  }

  private static Arrivals slow(long seed) {
    return Arrivals.of(seed, 1000, 0.4);
  }

  private static ScalingPreferences preferences(Optional<Duration> toZeroAfter) {
    return new ScalingPreferences(
        SLEEP_AFTER, SCALE_IN_AFTER, toZeroAfter, false, Optional.empty());
  }

  private static long micros(int seconds) {
    return TimeUnit.SECONDS.toMicros(seconds);
  }
}
