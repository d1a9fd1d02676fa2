package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Range;
import org.jspecify.annotations.Nullable;

/// Input of the operation ListAutoScalingConfigurations.
public record ListAutoScalingConfigurationsRequest(
    @Nullable @Length(min = 4, max = 32) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}")
        String autoScalingConfigurationName,
    @Nullable Boolean latestOnly,
    @Nullable @Range(min = 1, max = 100) Integer maxResults,
    @Nullable @Length(min = 1, max = 1024) @Pattern(".*") String nextToken) {}
