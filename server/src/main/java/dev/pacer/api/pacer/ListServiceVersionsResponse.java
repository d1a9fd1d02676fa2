package dev.pacer.api.pacer;

import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Output of the operation ListServiceVersions.
public record ListServiceVersionsResponse(
    @Required List<ServiceVersionSummary> serviceVersionSummaryList, @Nullable String nextToken) {}
