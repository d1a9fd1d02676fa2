package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Range;
import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Input of the operation CreateAutoScalingConfiguration.
public record CreateAutoScalingConfigurationRequest(
    @Required @Length(min = 4, max = 32) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}")
        String autoScalingConfigurationName,
    @Nullable @Range(min = 1, max = 200) Integer maxConcurrency,
    @Nullable @Range(min = 1, max = 25) Integer minSize,
    @Nullable @Range(min = 1) Integer maxSize,
    @Nullable List<Tag> tags) {}
