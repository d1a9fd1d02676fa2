package dev.pacer.testing.simulation;

import dev.pacer.autoscaling.ScalingPreferences;
import dev.pacer.autoscaling.ScalingRules;
import java.util.List;
import java.util.OptionalLong;

/// What a service gets, and by which settings it scales.
///
/// @param requests in the order of their arrival
/// @param burst when a burst begins, from which the first new capacity is timed
/// @param startsFailUntil before that time every start fails
record Traffic(
    ScalingRules rules,
    ScalingPreferences preferences,
    List<Request> requests,
    long duration,
    OptionalLong burst,
    long startsFailUntil) {

  Traffic {
    requests = List.copyOf(requests);
  }
}
