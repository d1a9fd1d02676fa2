package dev.pacer.testing.simulation;

import dev.pacer.autoscaling.ScalingRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Prints the table of `bench/simulate`.
public final class SimulateBench {
  private final Map<String, String> options;
  private final Machine machine;
  private final long seed;

  private SimulateBench(Map<String, String> options) {
    this.options = options;
    this.machine =
        new Machine(millis("start-ms", 400), millis("wake-ms", 5), Machine.USUAL.queue());
    this.seed = number("seed", 1);
  }

  /// @param arguments pairs of an option's name and its value, see `bench/simulate`
  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new HashMap<>();
    for (int index = 0; index + 1 < arguments.length; index += 2) {
      options.put(arguments[index].replaceFirst("^--", ""), arguments[index + 1]);
    }
    new SimulateBench(options).run();
  }

  private void run() throws IOException {
    System.out.printf(
        Locale.ROOT,
        "An instance starts within %d ms and wakes within %d ms; seed %d.%n%n",
        TimeUnit.MICROSECONDS.toMillis(machine.start()),
        TimeUnit.MICROSECONDS.toMillis(machine.wake()),
        seed);
    SimulationTable.header();
    String accessLog = options.get("access-log");
    if (accessLog != null) {
      List<Request> requests = Recording.read(Path.of(accessLog));
      ScalingRules rules =
          new ScalingRules(
              (int) number("max-concurrency", 100),
              (int) number("min-size", 1),
              (int) number("max-size", 25));
      both("recorded", Scenario.recorded(requests, rules));
      return;
    }
    for (Scenario scenario : Scenario.values()) {
      both(scenario.title(), scenario.traffic(seed));
    }
    many((int) number("services", 1000), (int) number("hours", 1) * 3600);
  }

  private void both(String title, Traffic traffic) {
    SimulationTable.row(title, "Pacer", one(traffic, PacerAutoscaler::new).outcome());
    SimulationTable.row("", "Knative's rules", one(traffic, KnativeAutoscaler::new).outcome());
  }

  private void many(int services, int seconds) {
    String title = "%d services, %d h".formatted(services, seconds / 3600);
    long began = System.nanoTime();
    SimulationTable.row(title, "Pacer", sum(services, seconds, PacerAutoscaler::new).outcome());
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    SimulationTable.row(
        "", "Knative's rules", sum(services, seconds, KnativeAutoscaler::new).outcome());
    System.out.printf(
        Locale.ROOT, "%nThe %s with Pacer's decision took %.1f s.%n", title, took / 1e3);
  }

  private Tally one(Traffic traffic, Supplier<Autoscaler> autoscaler) {
    return new SimulatedService(traffic, machine, autoscaler.get()).run();
  }

  private Tally sum(int services, int seconds, Supplier<Autoscaler> autoscaler) {
    Tally sum = new Tally();
    for (int number = 0; number < services; number++) {
      sum.add(one(Scenario.oneOfMany(number, seed, seconds), autoscaler));
    }
    return sum;
  }

  private long millis(String option, long otherwise) {
    return TimeUnit.MILLISECONDS.toMicros(number(option, otherwise));
  }

  private long number(String option, long otherwise) {
    return Long.parseLong(options.getOrDefault(option, String.valueOf(otherwise)));
  }
}
