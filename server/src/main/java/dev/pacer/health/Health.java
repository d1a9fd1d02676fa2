package dev.pacer.health;

/// What is known of an instance's health.
public enum Health {
  /// Neither threshold was reached yet.
  UNKNOWN,
  /// It may get traffic.
  HEALTHY,
  /// It must not get traffic.
  UNHEALTHY
}
