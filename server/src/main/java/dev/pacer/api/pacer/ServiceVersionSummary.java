package dev.pacer.api.pacer;

import dev.pacer.wire.OneOf;
import dev.pacer.wire.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of a service as lists show it.
///
/// @param status ACTIVE has the traffic, DEPLOYING is on its way to it, INACTIVE had it before, FAILED
///     never got it
/// @param imageDigest what the image's name meant when it was deployed
/// @param commitId the commit that the image was built from
/// @param commitMessage the first line of its message
/// @param deployedAt when it first got the traffic
/// @param restoredVersion the version that a rollback took this one from
public record ServiceVersionSummary(
    @Required Integer version,
    @Required @OneOf({"ACTIVE", "DEPLOYING", "INACTIVE", "FAILED"}) String status,
    @Nullable String imageIdentifier,
    @Nullable String imageDigest,
    @Nullable String commitId,
    @Nullable String commitMessage,
    @Required Instant createdAt,
    @Nullable Instant deployedAt,
    @Nullable Integer restoredVersion) {}
