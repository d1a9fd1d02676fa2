package dev.pacer.api.pacer;

import dev.pacer.api.shapes.Service;
import dev.pacer.wire.Required;

/// Output of the operation RollbackService.
public record RollbackServiceResponse(@Required Service service, @Required String operationId) {}
