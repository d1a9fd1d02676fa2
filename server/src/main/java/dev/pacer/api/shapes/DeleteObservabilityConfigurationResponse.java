package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation DeleteObservabilityConfiguration.
public record DeleteObservabilityConfigurationResponse(
    @Required ObservabilityConfiguration observabilityConfiguration) {}
