package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;

/// The structure SourceCodeVersion of the API.
public record SourceCodeVersion(
    @Required @OneOf({"BRANCH"}) String type,
    @Required @Length(max = 51200) @Pattern(".*") String value) {}
