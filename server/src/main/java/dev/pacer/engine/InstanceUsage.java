package dev.pacer.engine;

import java.time.Duration;

/// What an instance has used and uses.
///
/// @param processorTime since it was started, over all cores
/// @param memoryBytes now, without what the kernel would give back at once
public record InstanceUsage(Duration processorTime, long memoryBytes) {}
