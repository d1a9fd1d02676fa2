package dev.pacer.engine;

/// Who the engine is.
///
/// @param name the engine's product name, for people ("Docker Engine", "Podman", "memory")
/// @param version the engine's own version text
/// @param architecture the processor architecture its images must be built for, in OCI's spelling
///     (`amd64`, `arm64`)
/// @param operatingSystem what the engine runs on, for people
public record EngineInfo(
    String name, String version, String architecture, String operatingSystem) {}
