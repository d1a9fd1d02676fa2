package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A long operation as lists show it.
public record OperationSummary(
    @Nullable @Length(min = 36, max = 36) @Pattern(Patterns.UUID) String id,
    @Nullable
        @OneOf({
          "START_DEPLOYMENT",
          "CREATE_SERVICE",
          "PAUSE_SERVICE",
          "RESUME_SERVICE",
          "DELETE_SERVICE",
          "UPDATE_SERVICE"
        })
        String type,
    @Nullable
        @OneOf({
          "PENDING",
          "IN_PROGRESS",
          "FAILED",
          "SUCCEEDED",
          "ROLLBACK_IN_PROGRESS",
          "ROLLBACK_FAILED",
          "ROLLBACK_SUCCEEDED"
        })
        String status,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String targetArn,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Instant updatedAt) {}
