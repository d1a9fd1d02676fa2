package dev.pacer.health;

import java.time.Duration;

/// How it is found out whether an instance works; App Runner's `HealthCheckConfiguration` with all
/// defaults filled in.
///
/// @param protocol what a probe does
/// @param path what an HTTP probe asks for; TCP has no use for it
/// @param interval from the start of one probe to the start of the next
/// @param timeout how long a probe may take in all
/// @param healthyThreshold successes in a row that make an instance healthy
/// @param unhealthyThreshold failures in a row that make it unhealthy
public record HealthCheck(
    Protocol protocol,
    String path,
    Duration interval,
    Duration timeout,
    int healthyThreshold,
    int unhealthyThreshold) {

  /// What a probe does.
  public enum Protocol {
    /// Opens a connection to the port and closes it.
    TCP,
    /// Asks with GET and wants a status between 200 and 299.
    HTTP
  }

  /// @throws IllegalArgumentException when a time is not positive or a threshold is below 1; the
  ///     upper limits are the API's matter
  public HealthCheck {
    if (!interval.isPositive() || !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "Interval %s and timeout %s must be positive".formatted(interval, timeout));
    }
    if (healthyThreshold < 1 || unhealthyThreshold < 1) {
      throw new IllegalArgumentException(
          "Thresholds %d and %d must be at least 1"
              .formatted(healthyThreshold, unhealthyThreshold));
    }
  }

  /// The probe that this check asks for.
  public Probe probe() {
    return switch (protocol) {
      case TCP -> new TcpProbe(timeout);
      case HTTP -> new HttpProbe(path, timeout);
    };
  }
}
