package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// Input of the operation DeleteAutoScalingConfiguration.
public record DeleteAutoScalingConfigurationRequest(
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN)
        String autoScalingConfigurationArn,
    @Nullable Boolean deleteAllRevisions) {}
