package dev.pacer.deployment;

import java.time.Duration;

/// Times that instances are given.
///
/// @param startupWindow how long a new instance may take to become healthy
/// @param drainTime how long requests in flight may take when their instance retires
/// @param stopGrace from SIGTERM to SIGKILL (App Runner: 30 s)
public record FleetSettings(Duration startupWindow, Duration drainTime, Duration stopGrace) {

  public static final FleetSettings DEFAULT =
      new FleetSettings(Duration.ofMinutes(5), Duration.ofSeconds(120), Duration.ofSeconds(30));
}
