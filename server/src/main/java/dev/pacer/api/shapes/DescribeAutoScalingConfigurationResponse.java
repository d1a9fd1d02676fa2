package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation DescribeAutoScalingConfiguration.
public record DescribeAutoScalingConfigurationResponse(
    @Required AutoScalingConfiguration autoScalingConfiguration) {}
