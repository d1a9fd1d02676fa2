package dev.pacer.reconcile;

import dev.pacer.deployment.Fleet;
import dev.pacer.deployment.ScaledService;
import dev.pacer.deployment.ScaledService.Member;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceUsage;
import dev.pacer.ingress.routes.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// How much of its active instances' processors a service uses. Looked at by one thread at a time.
final class ProcessorUse {
  private static final int CORE = 1024;

  private final Fleet fleet;
  private Map<String, Reading> readings = new HashMap<>();
  private Optional<Double> percent = Optional.empty();
  private long lookedAt;

  /// What an instance had used at a moment of [System#nanoTime].
  private record Reading(Duration used, long at) {}

  ProcessorUse(Fleet fleet) {
    this.fleet = fleet;
  }

  /// The average of the active instances' use, in percent of what they may use; empty before the second
  /// look.
  ///
  /// @param pause between two looks
  Optional<Double> percent(ScaledService service, Duration pause) {
    long now = System.nanoTime();
    if (service.preferences().cpuTarget().isPresent()
        && (readings.isEmpty() || now - lookedAt >= pause.toNanos())) {
      lookedAt = now;
      look(service);
    }
    return percent;
  }

  private void look(ScaledService service) {
    Map<String, Reading> next = new HashMap<>();
    List<Double> shares = new ArrayList<>();
    for (Member member : service.members()) {
      if (member.backend().filter(ProcessorUse::isActive).isPresent()) {
        usage(member)
            .ifPresent(usage -> {
              Reading now = new Reading(usage.processorTime(), System.nanoTime());
              Reading before = readings.get(member.instance().id());
              next.put(member.instance().id(), now);
              if (before != null) {
                shares.add(share(before, now, service.cpuUnits()));
              }
            });
      }
    }
    OptionalDouble average = shares.stream().mapToDouble(share -> share).average();
    readings = next;
    percent = average.isPresent() ? Optional.of(average.getAsDouble()) : Optional.empty();
  }

  private Optional<InstanceUsage> usage(Member member) {
    try {
      return fleet.usage(member.instance());
    } catch (EngineException _) {
      return Optional.empty();
    }
  }

  private static boolean isActive(Backend backend) {
    return !backend.isAsleep() && !backend.isClosed();
  }

  private static double share(Reading before, Reading after, int cpuUnits) {
    double used = after.used().minus(before.used()).toNanos();
    double had = (double) Math.max(1, after.at() - before.at()) * cpuUnits / CORE;
    return 100 * used / had;
  }
}
