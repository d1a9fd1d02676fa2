package dev.pacer.api.pacer;

import dev.pacer.wire.Length;
import dev.pacer.wire.Range;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// Input of the operation ListServiceVersions.
public record ListServiceVersionsRequest(
    @Required @Length(min = 1, max = 1011) String serviceArn,
    @Nullable @Range(min = 1, max = 100) Integer maxResults,
    @Nullable @Length(min = 1, max = 51200) String nextToken) {}
