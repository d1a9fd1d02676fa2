package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The scaling rules that a service uses. The status is lower-case on the wire, as
/// observed at App Runner.
public record AutoScalingConfigurationSummary(
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN)
        String autoScalingConfigurationArn,
    @Nullable @Length(min = 4, max = 32) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}")
        String autoScalingConfigurationName,
    @Nullable Integer autoScalingConfigurationRevision,
    @Nullable @OneOf({"ACTIVE", "INACTIVE"}) String status,
    @Nullable Instant createdAt,
    @Nullable Boolean hasAssociatedService,
    @Nullable Boolean isDefault) {}
