package dev.pacer.api.pacer;

import dev.pacer.api.Paging;
import dev.pacer.api.service.ServiceCalls;
import dev.pacer.api.service.ServiceShapes;
import dev.pacer.operation.OperationRunner;
import dev.pacer.operation.OperationStore;
import dev.pacer.service.ServiceStore;

/// What Pacer's operations on services are made of.
///
/// @param calls applies the call matrix and begins operations
public record ServiceParts(
    ServiceStore services,
    OperationStore operations,
    OperationRunner runner,
    ServiceCalls calls,
    ServiceShapes shapes,
    Paging paging) {}
