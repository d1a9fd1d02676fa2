package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation UpdateDefaultAutoScalingConfiguration.
public record UpdateDefaultAutoScalingConfigurationResponse(
    @Required AutoScalingConfiguration autoScalingConfiguration) {}
