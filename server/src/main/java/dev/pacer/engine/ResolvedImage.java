package dev.pacer.engine;

/// An image that is present on the engine.
///
/// @param id the engine's immutable name of the content, accepted by [InstanceSpec#imageId()]
/// @param digest the registry's manifest digest (`sha256:…`), or the id when the image never came
///     from a registry
/// @param architecture what the image was built for, in OCI's spelling; empty when it does not say
public record ResolvedImage(String id, String digest, String architecture) {}
