package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// An observability configuration as lists show it.
public record ObservabilityConfigurationSummary(
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN)
        String observabilityConfigurationArn,
    @Nullable @Length(min = 4, max = 32) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}")
        String observabilityConfigurationName,
    @Nullable Integer observabilityConfigurationRevision) {}
