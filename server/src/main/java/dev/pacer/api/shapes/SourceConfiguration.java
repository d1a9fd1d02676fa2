package dev.pacer.api.shapes;

import org.jspecify.annotations.Nullable;

/// Where a service comes from: exactly one of a code repository and an image repository.
public record SourceConfiguration(
    @Nullable CodeRepository codeRepository,
    @Nullable ImageRepository imageRepository,
    @Nullable Boolean autoDeploymentsEnabled,
    @Nullable AuthenticationConfiguration authenticationConfiguration) {}
