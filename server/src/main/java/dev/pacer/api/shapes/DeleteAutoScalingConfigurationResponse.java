package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation DeleteAutoScalingConfiguration.
public record DeleteAutoScalingConfigurationResponse(
    @Required AutoScalingConfiguration autoScalingConfiguration) {}
