package dev.pacer.api.pacer;

import dev.pacer.wire.Required;
import java.util.List;

/// Output of the operation ReadServiceLog.
///
/// @param nextToken where to go on; always there, because a log has no end
public record ReadServiceLogResponse(@Required List<LogEvent> events, @Required String nextToken) {}
