package dev.pacer.logs;

import java.time.Instant;

/// A stream that has lines, and when the last of them was written.
public record LogStreamSummary(LogStreamName name, Instant lastActivity) {}
