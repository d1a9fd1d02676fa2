package dev.pacer.autoscaling;

import dev.pacer.autoscaling.InstanceView.State;
import java.util.List;

/// Decides how many instances a service has and which of them sleep. Pure.
public final class ScalingDecision {
  private ScalingDecision() {}

  /// @param rules of the service's auto scaling configuration
  public static Decision decide(
      ScalingRules rules, ScalingPreferences preferences, Observation observation) {
    List<InstanceView> instances = observation.instances();
    long ready = instances.stream().filter(view -> view.state() != State.STARTING).count();
    long missing = rules.minSize() - ready - (instances.size() - ready);
    return missing > 0 && observation.startsAllowed() && preferences.scaleToZeroAfter().isEmpty()
        ? new Decision(List.of(), (int) missing, List.of(), List.of(), "")
        : Decision.NONE;
  }
}
