package dev.pacer.cluster;

/// A server that shares the database, as it is stored.
///
/// @param id its own for as long as its process lives
/// @param sequence the order in which members joined; the lowest leads
/// @param beat counts up while the server lives. Others judge by whether it moves, on their own
///     clocks, so that no two clocks have to agree.
public record Member(String id, long sequence, long beat) {}
