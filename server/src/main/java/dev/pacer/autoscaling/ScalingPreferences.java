package dev.pacer.autoscaling;

import java.time.Duration;
import java.util.Optional;

/// How a service scales besides its auto scaling configuration: what its tags say, and the settings of
/// the server.
///
/// @param sleepAfter quiet time after which an instance's processor is taken away (it is *idle* in App
///     Runner's words)
/// @param scaleInAfter quiet time after which an idle instance above MinSize is removed
/// @param scaleToZeroAfter quiet time of the whole service after which its last instance is removed too
///     (`pacer:scale-to-zero-after`); empty to keep MinSize instances always
/// @param keepActive whether instances never sleep (`pacer:keep-active`)
/// @param cpuTarget percent of their processors that instances may use on average before there are
///     more of them (`pacer:scale-on-cpu`)
public record ScalingPreferences(
    Duration sleepAfter,
    Duration scaleInAfter,
    Optional<Duration> scaleToZeroAfter,
    boolean keepActive,
    Optional<Integer> cpuTarget) {}
