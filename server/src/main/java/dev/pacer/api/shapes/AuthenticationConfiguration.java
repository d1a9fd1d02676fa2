package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.Pattern;
import org.jspecify.annotations.Nullable;

/// The structure AuthenticationConfiguration of the API.
public record AuthenticationConfiguration(
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String connectionArn,
    @Nullable @Length(min = 29, max = 1024) @Pattern(Patterns.ROLE_ARN) String accessRoleArn) {}
