package dev.pacer.engine;

import java.util.Optional;

/// Which image to make present.
///
/// @param reference what to ask for: `[host[:port]/]path[:tag|@digest]`, already mapped to the
///     registry that is really asked
/// @param pull whether the registry is asked; when not, only an image that the engine already has
///     is accepted
/// @param credentials what to show to the registry, when it wants any
public record ImageRequest(
    String reference, boolean pull, Optional<RegistryCredentials> credentials) {}
