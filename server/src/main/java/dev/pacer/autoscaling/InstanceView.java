package dev.pacer.autoscaling;

import java.time.Duration;

/// One instance as the scaling decision sees it.
///
/// @param state what it does
/// @param inFlight requests that it has at hand
/// @param quiet how long it has had none
public record InstanceView(String id, State state, int inFlight, Duration quiet) {

  /// What an instance does.
  public enum State {
    /// It was asked for, and takes no requests yet.
    STARTING,
    /// It takes requests.
    ACTIVE,
    /// It keeps its memory and has no processor. It takes requests after it was woken.
    ASLEEP
  }
}
