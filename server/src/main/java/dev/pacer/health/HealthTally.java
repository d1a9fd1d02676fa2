package dev.pacer.health;

/// The results of an instance's probes, added up. Immutable and pure: the next tally depends on this
/// one, the result and the thresholds, on nothing else.
///
/// @param health the verdict; it changes only when a threshold is reached
/// @param successes passed probes since the last failure
/// @param failures failed probes since the last success
/// @param lastFailure why the newest failed probe failed; empty before the first failure
public record HealthTally(Health health, int successes, int failures, String lastFailure) {

  /// Before the first probe.
  public static final HealthTally START = new HealthTally(Health.UNKNOWN, 0, 0, "");

  /// The tally with one more result.
  public HealthTally plus(ProbeResult result, HealthCheck check) {
    return switch (result) {
      case ProbeResult.Passed _ -> passed(check.healthyThreshold());
      case ProbeResult.Failed(String reason) -> failed(check.unhealthyThreshold(), reason);
    };
  }

  private HealthTally passed(int threshold) {
    int inRow = successes + 1;
    return new HealthTally(inRow >= threshold ? Health.HEALTHY : health, inRow, 0, lastFailure);
  }

  private HealthTally failed(int threshold, String reason) {
    int inRow = failures + 1;
    return new HealthTally(inRow >= threshold ? Health.UNHEALTHY : health, 0, inRow, reason);
  }
}
