package dev.pacer.api.pacer;

import dev.pacer.wire.Length;
import dev.pacer.wire.Range;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// Input of the operation RollbackService.
///
/// @param version the version to go back to; omitted = the one that served before the present one
public record RollbackServiceRequest(
    @Required @Length(min = 1, max = 1011) String serviceArn,
    @Nullable @Range(min = 1, max = Integer.MAX_VALUE) Integer version) {}
