package dev.pacer.api.pacer;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;

/// Input of the operation CancelOperation.
///
/// @param operationId an operation of the service that is in progress
public record CancelOperationRequest(
    @Required @Length(min = 1, max = 1011) String serviceArn,
    @Required @Length(min = 32, max = 32) @Pattern("[0-9a-f]+") String operationId) {}
