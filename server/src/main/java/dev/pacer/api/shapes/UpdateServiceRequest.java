package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// Input of the operation UpdateService.
public record UpdateServiceRequest(
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Nullable SourceConfiguration sourceConfiguration,
    @Nullable InstanceConfiguration instanceConfiguration,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN)
        String autoScalingConfigurationArn,
    @Nullable HealthCheckConfiguration healthCheckConfiguration,
    @Nullable NetworkConfiguration networkConfiguration,
    @Nullable ServiceObservabilityConfiguration observabilityConfiguration) {}
