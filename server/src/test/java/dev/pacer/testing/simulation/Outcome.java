package dev.pacer.testing.simulation;

import java.util.OptionalLong;

/// What became of a service's traffic, or of many services'.
///
/// @param refused because the queue was full
/// @param unserved requests that waited until the end of the simulation; 0 if all is well
/// @param waitedHalf the 50th percentile of the time until a request was given to an instance
/// @param waitedMost99 the 99th
/// @param waitedLongest the longest
/// @param firstCapacity from the burst to the first instance that was started or woken for it
/// @param peak instances of a service at most
/// @param provisioned time of instances that were there, starting ones included
/// @param active the same without those that slept
/// @param interrupted requests whose instance was ended or put to sleep; 0 if all is well
record Outcome(
    long requests,
    long refused,
    long unserved,
    long waitedHalf,
    long waitedMost99,
    long waitedLongest,
    OptionalLong firstCapacity,
    long starts,
    int peak,
    long provisioned,
    long active,
    long interrupted) {}
