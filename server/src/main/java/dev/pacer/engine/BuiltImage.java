package dev.pacer.engine;

/// An image that a build made.
///
/// @param id the engine's immutable name of the content, accepted by [InstanceSpec#imageId()]
public record BuiltImage(String id) {}
