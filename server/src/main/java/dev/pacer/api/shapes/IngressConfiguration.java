package dev.pacer.api.shapes;

/// The structure IngressConfiguration of the API.
///
/// @param isPubliclyAccessible false when it is left out: the model's boolean is a primitive one, and
///     SDKs whose booleans cannot be absent send an empty structure for a private service
public record IngressConfiguration(boolean isPubliclyAccessible) {}
