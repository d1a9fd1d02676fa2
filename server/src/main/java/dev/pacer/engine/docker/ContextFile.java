package dev.pacer.engine.docker;

/// A file of an image's build context.
///
/// @param name relative to the context's root
/// @param content never changed by whoever reads it
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record ContextFile(String name, byte[] content, boolean executable) {}
