package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A connection as lists show it.
public record ConnectionSummary(
    @Nullable @Length(min = 4, max = 32) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,31}")
        String connectionName,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String connectionArn,
    @Nullable @OneOf({"GITHUB", "BITBUCKET"}) String providerType,
    @Nullable @OneOf({"PENDING_HANDSHAKE", "AVAILABLE", "ERROR", "DELETED"}) String status,
    @Nullable Instant createdAt) {}
