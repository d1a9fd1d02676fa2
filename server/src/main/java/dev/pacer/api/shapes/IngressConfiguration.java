package dev.pacer.api.shapes;

import org.jspecify.annotations.Nullable;

/// The structure IngressConfiguration of the API.
public record IngressConfiguration(@Nullable Boolean isPubliclyAccessible) {}
