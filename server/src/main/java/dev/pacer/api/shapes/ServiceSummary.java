package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A service as lists show it.
public record ServiceSummary(
    @Nullable @Length(min = 4, max = 40) @Pattern("[A-Za-z0-9][A-Za-z0-9-_]{3,39}")
        String serviceName,
    @Nullable @Length(min = 32, max = 32) @Pattern(Patterns.UUID) String serviceId,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Nullable @Length(max = 51200) @Pattern(".*") String serviceUrl,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt,
    @Nullable
        @OneOf({
          "CREATE_FAILED",
          "RUNNING",
          "DELETED",
          "DELETE_FAILED",
          "PAUSED",
          "OPERATION_IN_PROGRESS"
        })
        String status) {}
