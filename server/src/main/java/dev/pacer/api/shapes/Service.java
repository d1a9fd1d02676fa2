package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import dev.pacer.wire.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A service as every call that returns one shows it.
public record Service(
    @Required @Length(min = 4, max = 40) @Pattern("[A-Za-z0-9][A-Za-z0-9-_]{3,39}")
        String serviceName,
    @Required @Length(min = 32, max = 32) @Pattern(Patterns.UUID) String serviceId,
    @Required @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Nullable @Length(max = 51200) @Pattern(".*") String serviceUrl,
    @Required Instant createdAt,
    @Required Instant updatedAt,
    @Nullable Instant deletedAt,
    @Required
        @OneOf({
          "CREATE_FAILED",
          "RUNNING",
          "DELETED",
          "DELETE_FAILED",
          "PAUSED",
          "OPERATION_IN_PROGRESS"
        })
        String status,
    @Required SourceConfiguration sourceConfiguration,
    @Required InstanceConfiguration instanceConfiguration,
    @Nullable EncryptionConfiguration encryptionConfiguration,
    @Nullable HealthCheckConfiguration healthCheckConfiguration,
    @Required AutoScalingConfigurationSummary autoScalingConfigurationSummary,
    @Required NetworkConfiguration networkConfiguration,
    @Nullable ServiceObservabilityConfiguration observabilityConfiguration) {}
