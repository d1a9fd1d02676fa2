package dev.pacer.api.pacer;

import dev.pacer.wire.Length;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// Input of the operation ApproveConnection.
///
/// @param connection the connection's name or ARN
/// @param credentials what its repositories are read with; omitted = only what everybody may read
public record ApproveConnectionRequest(
    @Required @Length(min = 1, max = 1011) String connection,
    @Nullable ConnectionCredentials credentials) {}
