package dev.pacer.operation;

import java.time.Instant;

/// A deployment that a trigger asked for while its service had another operation in progress. There is
/// at most one for each service: the newest, as a deployment takes what its source means then.
///
/// @param reason what asked for it, for the event stream
public record WaitingDeployment(String serviceId, String reason, Instant requestedAt) {}
