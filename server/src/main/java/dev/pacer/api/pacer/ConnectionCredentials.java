package dev.pacer.api.pacer;

import dev.pacer.wire.Length;
import dev.pacer.wire.Sensitive;
import org.jspecify.annotations.Nullable;

/// What the repositories of a connection are read with: exactly one of a token, a user's name with a
/// password, and a private ssh key.
public record ConnectionCredentials(
    @Nullable @Sensitive @Length(min = 1, max = 8192) String token,
    @Nullable @Length(min = 1, max = 256) String username,
    @Nullable @Sensitive @Length(min = 1, max = 8192) String password,
    @Nullable @Sensitive @Length(min = 1, max = 16384) String sshPrivateKey) {}
