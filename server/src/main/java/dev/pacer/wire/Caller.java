package dev.pacer.wire;

/// Who calls, as the request's signature proved it.
///
/// @param accessKeyId the access key that signed
/// @param accountId the twelve digits of the account that owns the key
/// @param region the region of the signature's scope
public record Caller(String accessKeyId, String accountId, String region) {}
