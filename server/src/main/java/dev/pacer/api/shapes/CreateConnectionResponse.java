package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation CreateConnection.
public record CreateConnectionResponse(@Required Connection connection) {}
