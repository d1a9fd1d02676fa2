package dev.pacer.engine;

/// The memory of the machine that instances run on.
///
/// @param totalBytes all that there is
/// @param availableBytes what further processes can have without anything being swapped out
public record HostMemory(long totalBytes, long availableBytes) {}
