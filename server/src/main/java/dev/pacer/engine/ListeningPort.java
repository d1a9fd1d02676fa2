package dev.pacer.engine;

/// A TCP port on which something inside an instance listens.
///
/// @param port 1..65535
/// @param loopbackOnly whether it listens only on the instance's own loopback, where nobody outside
///     reaches it
public record ListeningPort(int port, boolean loopbackOnly) {}
