package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;

/// Input of the operation DeleteConnection.
public record DeleteConnectionRequest(
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String connectionArn) {}
