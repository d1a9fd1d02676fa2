package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation DescribeObservabilityConfiguration.
public record DescribeObservabilityConfigurationResponse(
    @Required ObservabilityConfiguration observabilityConfiguration) {}
