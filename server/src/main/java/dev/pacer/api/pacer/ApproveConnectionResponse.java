package dev.pacer.api.pacer;

import dev.pacer.api.shapes.Connection;
import dev.pacer.wire.Required;

/// Output of the operation ApproveConnection.
public record ApproveConnectionResponse(@Required Connection connection) {}
