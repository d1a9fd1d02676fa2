package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;

/// Input of the operation TagResource.
public record TagResourceRequest(
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String resourceArn,
    @Required List<Tag> tags) {}
