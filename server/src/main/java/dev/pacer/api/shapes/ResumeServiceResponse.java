package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// Output of the operation ResumeService.
public record ResumeServiceResponse(
    @Required Service service,
    @Nullable @Length(min = 36, max = 36) @Pattern(Patterns.UUID) String operationId) {}
