package dev.pacer.support;

/// One account in one region: a world of its own, whose resources no other world sees.
///
/// @param accountId twelve digits
/// @param region an AWS region's name, such as `us-east-1`
public record AccountRegion(String accountId, String region) {}
