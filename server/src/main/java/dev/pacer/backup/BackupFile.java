package dev.pacer.backup;

/// A file as the manifest describes it.
///
/// @param name below the data directory, with `/` between its parts
/// @param bytes how many it has
/// @param sha256 of its content, in lower-case hexadecimal digits
public record BackupFile(String name, long bytes, String sha256) {}
