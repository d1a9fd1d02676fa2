package dev.pacer.autoscaling;

import java.time.Duration;

/// Tells a service's owner why instances are started or ended. Pure.
final class ScalingReason {
  private ScalingReason() {}

  /// A sentence; empty when nothing is started or ended.
  static String of(Situation situation, int started, int retired) {
    if (started > 0) {
      int size = situation.total() - retired + started;
      return "Scaling out to %s: %s.".formatted(instances(size), cause(situation));
    }
    return retired > 0 ? inwards(situation, situation.total() - retired) : "";
  }

  private static String cause(Situation situation) {
    int waiting = situation.observation().waiting();
    if (situation.missingForRequests() > 0) {
      return waiting == 1 ? "1 request waits" : waiting + " requests wait";
    }
    if (situation.missingForProcessors() > 0) {
      long used = Math.round(situation.observation().cpuPercent().orElseThrow());
      int target = situation.preferences().cpuTarget().orElseThrow();
      return "the processors are used at " + used + " %, the target is " + target + " %";
    }
    return "MinSize is " + situation.rules().minSize();
  }

  private static String inwards(Situation situation, int size) {
    ScalingPreferences preferences = situation.preferences();
    if (situation.excess() > 0) {
      return "Scaling in to %s: MaxSize is %d."
          .formatted(instances(size), situation.rules().maxSize());
    }
    if (situation.mayVanish()) {
      return "Scaling %s: no request for %s."
          .formatted(
              size == 0 ? "to zero" : "in to " + instances(size),
              text(preferences.scaleToZeroAfter().orElseThrow()));
    }
    return "Scaling in to %s: quiet for %s."
        .formatted(instances(size), text(preferences.scaleInAfter()));
  }

  private static String instances(int count) {
    return count == 1 ? "1 instance" : count + " instances";
  }

  private static String text(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
