package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A revision of an auto scaling configuration.
public record AutoScalingConfiguration(
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN)
        String autoScalingConfigurationArn,
    @Nullable @Length(min = 4, max = 32) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}")
        String autoScalingConfigurationName,
    @Nullable Integer autoScalingConfigurationRevision,
    @Nullable Boolean latest,
    @Nullable @OneOf({"ACTIVE", "INACTIVE"}) String status,
    @Nullable Integer maxConcurrency,
    @Nullable Integer minSize,
    @Nullable Integer maxSize,
    @Nullable Instant createdAt,
    @Nullable Instant deletedAt,
    @Nullable Boolean hasAssociatedService,
    @Nullable Boolean isDefault) {}
