package dev.pacer.testing.simulation;

/// @param at when it arrives
/// @param work how long an instance has it at hand
record Request(long at, long work) {}
