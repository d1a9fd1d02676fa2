package dev.pacer.engine;

/// What one instance may use.
///
/// @param cpuUnits processor time in 1/1024 of one core (App Runner's unit: 1024 = 1 vCPU)
/// @param memoryMebibytes memory in MiB
public record ResourceLimits(int cpuUnits, int memoryMebibytes) {}
