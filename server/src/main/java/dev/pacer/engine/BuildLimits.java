package dev.pacer.engine;

import java.time.Duration;

/// What one build may use. Whoever reaches a limit is ended, and told which one it was.
///
/// @param time for the whole build
/// @param cpuUnits processor time in 1/1024 of one core
/// @param memoryMebibytes memory in MiB, without swap
/// @param diskMebibytes what the build may write, in MiB, besides its caches
/// @param outputMebibytes what it may print, in MiB; what is printed after that is dropped, and the
///     build goes on
/// @param processes processes and threads at once
public record BuildLimits(
    Duration time,
    int cpuUnits,
    int memoryMebibytes,
    int diskMebibytes,
    int outputMebibytes,
    int processes) {}
