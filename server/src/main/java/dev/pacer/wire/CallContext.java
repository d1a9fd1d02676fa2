package dev.pacer.wire;

/// What an operation knows of the call besides its input.
///
/// @param requestId the id that the answer carries as `x-amzn-RequestId`
public record CallContext(Caller caller, String requestId) {}
