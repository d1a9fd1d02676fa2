package dev.pacer.engine;

/// The engine's own name of an instance: opaque, storable, valid across restarts of the server.
public record InstanceHandle(String value) {}
