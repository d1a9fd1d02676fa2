package dev.pacer.testing.simulation;

import dev.pacer.testing.simulation.SimulatedInstance.State;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The rules of Knative's autoscaler with their defaults, as its documentation and its sources tell
/// them. Every two seconds: the average of requests, waiting ones included, over a minute and over six
/// seconds, each divided by 70 % of MaxConcurrency. Twice as many as there are by the short average:
/// panic, in which it only grows, until a minute has passed without. Otherwise the long average, at
/// least half of what is there. Nothing sleeps. An instance that goes answers its requests first. A
/// request for a service without instances starts one at once.
final class KnativeAutoscaler implements Autoscaler {
  private static final int STABLE_SECONDS = 60;
  private static final int PANIC_SECONDS = 6;
  private static final double UTILISATION = 0.7;
  private static final double PANIC_THRESHOLD = 2;
  private static final double MOST_GROWTH = 1000;

  private static final Comparator<SimulatedInstance> STARTING_ONES_THEN_YOUNGEST =
      Comparator.<SimulatedInstance, Boolean>comparing(instance -> !instance.is(State.STARTING))
          .thenComparingLong(instance -> -instance.stateSince);

  private final double[] averages = new double[STABLE_SECONDS];
  private int seconds;
  private long areaBefore;
  private boolean panics;
  private long panickedAt;
  private int mostInPanic;

  @Override
  public void requestWaits(SimulatedService service) {
    if (present(service).isEmpty() && service.startsAllowed()) {
      service.start(1);
    }
  }

  @Override
  public void second(SimulatedService service) {
    long area = service.demandArea();
    averages[seconds++ % STABLE_SECONDS] =
        (area - areaBefore) / (double) TimeUnit.SECONDS.toMicros(1);
    areaBefore = area;
    if (seconds % 2 == 0) {
      scale(service, wanted(service));
    }
  }

  private int wanted(SimulatedService service) {
    long ready = Math.max(1, count(service, State.ACTIVE));
    double target = service.traffic().rules().maxConcurrency() * UTILISATION;
    double inPanic = Math.ceil(average(PANIC_SECONDS) / target);
    panic(service.now(), inPanic / ready >= PANIC_THRESHOLD);
    int stable = between(Math.ceil(average(STABLE_SECONDS) / target), ready);
    if (panics) {
      mostInPanic = Math.max(mostInPanic, Math.max(stable, between(inPanic, ready)));
      return mostInPanic;
    }
    return stable;
  }

  private void panic(long now, boolean isOver) {
    if (isOver) {
      panics = true;
      panickedAt = now;
    } else if (panics && now - panickedAt > TimeUnit.SECONDS.toMicros(STABLE_SECONDS)) {
      panics = false;
      mostInPanic = 0;
    }
  }

  private static int between(double wanted, long ready) {
    return (int) Math.min(Math.max(wanted, Math.floor(ready / 2.0)), MOST_GROWTH * ready);
  }

  private double average(int window) {
    int known = Math.min(window, seconds);
    double sum = 0;
    for (int back = 1; back <= known; back++) {
      sum += averages[(seconds - back) % STABLE_SECONDS];
    }
    return sum / known;
  }

  private static void scale(SimulatedService service, int wanted) {
    Traffic traffic = service.traffic();
    int least =
        traffic.preferences().scaleToZeroAfter().isPresent() ? 0 : traffic.rules().minSize();
    int size = Math.clamp(wanted, least, traffic.rules().maxSize());
    List<SimulatedInstance> present = present(service);
    if (size > present.size() && service.startsAllowed()) {
      service.start(size - present.size());
    }
    present.stream()
        .sorted(STARTING_ONES_THEN_YOUNGEST)
        .limit(Math.max(0, present.size() - size))
        .forEach(service::drain);
  }

  private static List<SimulatedInstance> present(SimulatedService service) {
    return service.instances().stream().filter(instance -> !instance.is(State.DRAINING)).toList();
  }

  private static long count(SimulatedService service, State state) {
    return service.instances().stream().filter(instance -> instance.is(state)).count();
  }
}
