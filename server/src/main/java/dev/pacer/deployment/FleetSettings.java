package dev.pacer.deployment;

import java.time.Duration;

/// Times that instances are given, and how much of a service's past is kept.
///
/// @param startupWindow how long a new instance may take to become healthy
/// @param drainTime how long requests in flight may take when their instance retires
/// @param stopGrace from SIGTERM to SIGKILL (App Runner: 30 s)
/// @param keptVersions how many versions of a service are kept to go back to
/// @param sleepAfter quiet time after which an instance's processor is taken away
/// @param scaleInAfter quiet time after which an instance above MinSize is removed
public record FleetSettings(
    Duration startupWindow,
    Duration drainTime,
    Duration stopGrace,
    int keptVersions,
    Duration sleepAfter,
    Duration scaleInAfter) {}
