package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// The structure ServiceObservabilityConfiguration of the API.
public record ServiceObservabilityConfiguration(
    @Required Boolean observabilityEnabled,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN)
        String observabilityConfigurationArn) {}
