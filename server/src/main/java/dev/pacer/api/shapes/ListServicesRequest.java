package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Range;
import org.jspecify.annotations.Nullable;

/// Input of the operation ListServices.
public record ListServicesRequest(
    @Nullable @Length(max = 51200) @Pattern(".*") String nextToken,
    @Nullable @Range(min = 1, max = 20) Integer maxResults) {}
