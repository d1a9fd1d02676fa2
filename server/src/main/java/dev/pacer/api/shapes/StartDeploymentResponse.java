package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;

/// Output of the operation StartDeployment.
public record StartDeploymentResponse(
    @Required @Length(min = 36, max = 36) @Pattern(Patterns.UUID) String operationId) {}
