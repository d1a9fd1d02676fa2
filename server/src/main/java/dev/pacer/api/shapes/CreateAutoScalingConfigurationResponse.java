package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation CreateAutoScalingConfiguration.
public record CreateAutoScalingConfigurationResponse(
    @Required AutoScalingConfiguration autoScalingConfiguration) {}
