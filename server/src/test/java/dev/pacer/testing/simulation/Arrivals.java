package dev.pacer.testing.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Makes requests by rates, the same ones for the same seed. Rates are in requests a second; rates that
/// change are functions of the time in seconds.
final class Arrivals {
  private static final double SECOND = TimeUnit.SECONDS.toMicros(1);

  private final SplittableRandom random;
  private final LongSupplier work;

  private Arrivals(SplittableRandom random, LongSupplier work) {
    this.random = random;
    this.work = work;
  }

  /// Requests whose time is distributed lognormally.
  ///
  /// @param median of their milliseconds
  /// @param spread standard deviation of the logarithm
  static Arrivals of(long seed, double median, double spread) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Arrivals(
        random,
        () -> Math.max(1, Math.round(median * 1000 * Math.exp(spread * random.nextGaussian()))));
  }

  List<Request> steady(double rate, double seconds) {
    List<Request> requests = new ArrayList<>();
    for (long number = 0; number < rate * seconds; number++) {
      requests.add(request(number / rate));
    }
    return requests;
  }

  List<Request> poisson(double rate, double seconds) {
    return poisson(_ -> rate, rate, seconds);
  }

  /// A Poisson process whose rate changes: one of the highest rate, thinned.
  List<Request> poisson(DoubleUnaryOperator rate, double highest, double seconds) {
    List<Request> requests = new ArrayList<>();
    for (double at = next(0, highest); at < seconds; at = next(at, highest)) {
      if (random.nextDouble() * highest < rate.applyAsDouble(at)) {
        requests.add(request(at));
      }
    }
    return requests;
  }

  /// All of them within a tenth of a second.
  List<Request> burst(int count, double second) {
    return Stream.generate(() -> request(second + random.nextDouble() / 10))
        .limit(count)
        .sorted(Comparator.comparingLong(Request::at))
        .toList();
  }

  static List<Request> together(List<Request> some, List<Request> others) {
    return Stream.concat(some.stream(), others.stream())
        .sorted(Comparator.comparingLong(Request::at))
        .toList();
  }

  private double next(double at, double rate) {
    return at + random.nextExponential() / rate;
  }

  private Request request(double second) {
    return new Request(Math.round(second * SECOND), work.getAsLong());
  }
}
