package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation CreateObservabilityConfiguration.
public record CreateObservabilityConfigurationResponse(
    @Required ObservabilityConfiguration observabilityConfiguration) {}
