package dev.pacer.service;

/// An image reference resolved to one immutable image.
///
/// @param id the engine's name of the content
/// @param digest the registry's digest, or the id for an image that never came from a registry
public record PinnedImage(String id, String digest) {}
