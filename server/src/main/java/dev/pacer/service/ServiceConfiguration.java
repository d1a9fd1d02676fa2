package dev.pacer.service;

import dev.pacer.health.HealthCheck;

/// Everything about a service that a new version may change, with App Runner's defaults filled in.
///
/// @param autoScalingConfigurationArn the scaling rules' ARN
public record ServiceConfiguration(
    ImageSource source,
    InstanceSize instanceSize,
    HealthCheck healthCheck,
    String autoScalingConfigurationArn) {}
