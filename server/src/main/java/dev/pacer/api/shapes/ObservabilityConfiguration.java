package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A revision of an observability configuration.
public record ObservabilityConfiguration(
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN)
        String observabilityConfigurationArn,
    @Nullable @Length(min = 4, max = 32) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}")
        String observabilityConfigurationName,
    @Nullable TraceConfiguration traceConfiguration,
    @Nullable Integer observabilityConfigurationRevision,
    @Nullable Boolean latest,
    @Nullable @OneOf({"ACTIVE", "INACTIVE"}) String status,
    @Nullable Instant createdAt,
    @Nullable Instant deletedAt) {}
