package dev.pacer.autoscaling;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is seen of a service at one moment.
///
/// @param instances those that run or start; retiring ones are not among them
/// @param waiting requests that wait for an instance with room
/// @param cpuPercent of their processors that its active instances use on average; empty when nobody
///     looked lately
/// @param startsAllowed whether instances may be started now: not when starts failed and the pause
///     after that is not over
/// @param quiet how long the service has had no request at all
public record Observation(
    List<InstanceView> instances,
    int waiting,
    Optional<Double> cpuPercent,
    boolean startsAllowed,
    Duration quiet) {

  public Observation {
    instances = List.copyOf(instances);
  }
}
