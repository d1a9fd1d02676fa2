package dev.pacer.autoscaling;

import java.util.List;

/// What is to be done with a service's instances now.
///
/// @param wake ids of sleeping instances that get their processor back
/// @param start how many instances are started
/// @param sleep ids of active instances whose processor is taken away, unless they got a request meanwhile
/// @param retire ids of instances that are ended, unless they got a request meanwhile
/// @param reason a sentence for the service's owner about starts and ends; empty when there are none
public record Decision(
    List<String> wake, int start, List<String> sleep, List<String> retire, String reason) {

  /// Everything stays as it is.
  public static final Decision NONE = new Decision(List.of(), 0, List.of(), List.of(), "");

  public Decision {
    wake = List.copyOf(wake);
    sleep = List.copyOf(sleep);
    retire = List.copyOf(retire);
  }
}
