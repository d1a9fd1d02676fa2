package dev.pacer.api.shapes;

import org.jspecify.annotations.Nullable;

/// Output of the operation DeleteConnection.
public record DeleteConnectionResponse(@Nullable Connection connection) {}
