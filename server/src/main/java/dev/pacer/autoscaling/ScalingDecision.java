package dev.pacer.autoscaling;

import dev.pacer.autoscaling.InstanceView.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Decides how many instances a service has and which of them sleep. Pure.
///
/// The front door gives a request to the busiest instance with room. So an instance's quiet time tells
/// for how long the service has done without it, and one quiet time after another decides: a while
/// without requests and it sleeps, a longer while and it is removed. Traffic that comes back sooner
/// finds its instances, which keeps sawtooth traffic from flapping. No reserve is kept awake, as a
/// sleeping instance is there within milliseconds.
///
/// The other direction knows no time: requests that wait wake as many sleeping instances as they need,
/// and start what is missing beyond those that start already, all at once. The caller asks as soon as a
/// request has to wait, and looks again about once a second.
public final class ScalingDecision {
  private static final Comparator<InstanceView> SHORTEST_QUIET_FIRST =
      Comparator.comparing(InstanceView::quiet).thenComparing(InstanceView::id);

  private static final Comparator<InstanceView> LONGEST_QUIET_FIRST =
      Comparator.comparing(InstanceView::quiet).reversed().thenComparing(InstanceView::id);

  /// Those that never took a request are missed least, then those that sleep.
  private static final Comparator<InstanceView> LEAST_MISSED_FIRST =
      Comparator.<InstanceView>comparingInt(view ->
              switch (view.state()) {
                case STARTING -> 0;
                case ASLEEP -> 1;
                case ACTIVE -> 2;
              })
          .thenComparing(LONGEST_QUIET_FIRST);

  private ScalingDecision() {}

  /// @param rules of the service's auto scaling configuration
  public static Decision decide(
      ScalingRules rules, ScalingPreferences preferences, Observation observation) {
    Situation situation = new Situation(rules, preferences, observation);
    List<InstanceView> retired = retired(situation);
    List<InstanceView> kept =
        situation.instances().stream().filter(view -> !retired.contains(view)).toList();
    List<InstanceView> woken = woken(situation, kept);
    int started = started(situation, kept, woken.size());
    return new Decision(
        ids(woken),
        started,
        ids(slept(situation, kept)),
        ids(retired),
        ScalingReason.of(situation, started, retired.size()));
  }

  /// Never one with requests. What is above MaxSize goes at once; the rest of what is above MinSize
  /// after its quiet time, and not while requests wait.
  private static List<InstanceView> retired(Situation situation) {
    if (situation.excess() > 0) {
      return idle(situation.instances())
          .sorted(LEAST_MISSED_FIRST)
          .limit(situation.excess())
          .toList();
    }
    if (situation.requestsWait()) {
      return List.of();
    }
    Duration after = situation.mayVanish() ? Duration.ZERO : situation.preferences().scaleInAfter();
    int stay = Math.max(situation.floor(), situation.wantedForProcessors());
    return quiet(situation.instances(), after)
        .limit(Math.max(0, situation.ready() - stay))
        .toList();
  }

  /// The ones that were busy last come first: their caches are warm. One that sleeps with a request in
  /// hand got it while it fell asleep.
  private static List<InstanceView> woken(Situation situation, List<InstanceView> kept) {
    List<InstanceView> asleep =
        kept.stream()
            .filter(view -> view.state() == State.ASLEEP)
            .sorted(SHORTEST_QUIET_FIRST)
            .toList();
    if (situation.preferences().keepActive()) {
      return asleep;
    }
    Stream<InstanceView> taken = asleep.stream().filter(view -> view.inFlight() > 0);
    Stream<InstanceView> wanted =
        asleep.stream().filter(view -> view.inFlight() == 0).limit(missing(situation));
    return Stream.concat(taken, wanted).toList();
  }

  private static int started(Situation situation, List<InstanceView> kept, int woken) {
    if (!situation.observation().startsAllowed()) {
      return 0;
    }
    int beyondTheComing = missing(situation) - woken - situation.count(State.STARTING);
    int belowMinSize = situation.floor() - kept.size();
    int room = situation.rules().maxSize() - kept.size();
    return Math.max(0, Math.min(room, Math.max(beyondTheComing, belowMinSize)));
  }

  private static List<InstanceView> slept(Situation situation, List<InstanceView> kept) {
    if (situation.preferences().keepActive() || situation.requestsWait()) {
      return List.of();
    }
    List<InstanceView> active = kept.stream().filter(view -> view.state() == State.ACTIVE).toList();
    return quiet(active, situation.preferences().sleepAfter())
        .limit(Math.max(0, active.size() - situation.wantedForProcessors()))
        .toList();
  }

  private static int missing(Situation situation) {
    return Math.max(situation.missingForRequests(), situation.missingForProcessors());
  }

  private static Stream<InstanceView> quiet(List<InstanceView> instances, Duration after) {
    return idle(instances)
        .filter(view -> view.state() != State.STARTING)
        .filter(view -> view.quiet().compareTo(after) >= 0)
        .sorted(LONGEST_QUIET_FIRST);
  }

  private static Stream<InstanceView> idle(List<InstanceView> instances) {
    return instances.stream().filter(view -> view.inFlight() == 0);
  }

  private static List<String> ids(List<InstanceView> instances) {
    return instances.stream().map(InstanceView::id).toList();
  }
}
