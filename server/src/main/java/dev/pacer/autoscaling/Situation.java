package dev.pacer.autoscaling;

import dev.pacer.autoscaling.InstanceView.State;
import java.util.List;

/// What a service has and what it needs at one moment. Pure.
record Situation(ScalingRules rules, ScalingPreferences preferences, Observation observation) {
  /// Up to a tenth above the target is no reason for another instance: readings waver.
  private static final double CPU_TOLERANCE = 1.1;

  List<InstanceView> instances() {
    return observation.instances();
  }

  int total() {
    return instances().size();
  }

  int count(State state) {
    return (int) instances().stream().filter(view -> view.state() == state).count();
  }

  /// Instances that take requests, at once or after they were woken.
  int ready() {
    return total() - count(State.STARTING);
  }

  boolean requestsWait() {
    return observation.waiting() > 0;
  }

  /// Whether the service has been without requests for so long that it needs no instance at all.
  boolean mayVanish() {
    return !requestsWait()
        && instances().stream().allMatch(view -> view.inFlight() == 0)
        && preferences
            .scaleToZeroAfter()
            .filter(after -> observation.quiet().compareTo(after) >= 0)
            .isPresent();
  }

  /// Instances that are provisioned whatever the traffic is.
  int floor() {
    return mayVanish() ? 0 : Math.min(rules.minSize(), rules.maxSize());
  }

  /// Instances above MaxSize: the rules were changed.
  int excess() {
    return Math.max(0, total() - rules.maxSize());
  }

  /// Active instances that are missing for the requests that wait, in proportion to them.
  int missingForRequests() {
    long room =
        instances().stream()
            .filter(view -> view.state() == State.ACTIVE)
            .mapToLong(view -> Math.max(0, rules.maxConcurrency() - view.inFlight()))
            .sum();
    long unserved = Math.max(0, observation.waiting() - room);
    return (int) Math.ceilDiv(unserved, (long) rules.maxConcurrency());
  }

  /// Active instances that are missing to bring the processors' use down to its target.
  int missingForProcessors() {
    return Math.max(0, wantedForProcessors() - count(State.ACTIVE));
  }

  /// Active instances over which the processors' present use would be just at its target; 0 when nobody
  /// asked for a target or nobody looked. What a service without requests computes counts only if it is
  /// to compute then: else one that never rests would grow to MaxSize by itself.
  int wantedForProcessors() {
    if (preferences.cpuTarget().isEmpty() || observation.cpuPercent().isEmpty() || rests()) {
      return 0;
    }
    int active = count(State.ACTIVE);
    double ratio = observation.cpuPercent().get() / preferences.cpuTarget().get();
    int wanted = (int) Math.ceil(active * ratio);
    return Math.min(rules.maxSize(), ratio <= CPU_TOLERANCE ? Math.min(active, wanted) : wanted);
  }

  private boolean rests() {
    return mayVanish()
        || (!preferences.keepActive()
            && observation.quiet().compareTo(preferences.sleepAfter()) >= 0);
  }
}
