package dev.pacer.api.pacer;

import dev.pacer.wire.Required;
import java.time.Instant;

/// One line of a log.
///
/// @param logStreamName the stream that it stands in, such as `instance/…`
public record LogEvent(
    @Required Instant timestamp, @Required String logStreamName, @Required String message) {}
