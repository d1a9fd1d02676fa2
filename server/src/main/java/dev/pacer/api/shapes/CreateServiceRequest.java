package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Input of the operation CreateService.
public record CreateServiceRequest(
    @Required @Length(min = 4, max = 40) @Pattern("[A-Za-z0-9][A-Za-z0-9-_]{3,39}")
        String serviceName,
    @Required SourceConfiguration sourceConfiguration,
    @Nullable InstanceConfiguration instanceConfiguration,
    @Nullable List<Tag> tags,
    @Nullable EncryptionConfiguration encryptionConfiguration,
    @Nullable HealthCheckConfiguration healthCheckConfiguration,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN)
        String autoScalingConfigurationArn,
    @Nullable NetworkConfiguration networkConfiguration,
    @Nullable ServiceObservabilityConfiguration observabilityConfiguration) {}
