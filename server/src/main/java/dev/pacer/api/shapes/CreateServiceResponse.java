package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;

/// Output of the operation CreateService.
public record CreateServiceResponse(
    @Required Service service,
    @Required @Length(min = 36, max = 36) @Pattern(Patterns.UUID) String operationId) {}
