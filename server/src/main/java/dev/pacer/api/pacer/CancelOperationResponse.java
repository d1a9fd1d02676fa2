package dev.pacer.api.pacer;

import dev.pacer.wire.Required;

/// Output of the operation CancelOperation.
public record CancelOperationResponse(@Required String operationId) {}
