package dev.pacer.service;

import dev.pacer.health.HealthCheck;
import java.util.Set;

/// Everything about a service that a new version may change, with App Runner's defaults filled in.
///
/// @param autoScalingConfigurationArn the scaling rules' ARN
public record ServiceConfiguration(
    ImageSource source,
    InstanceSize instanceSize,
    HealthCheck healthCheck,
    String autoScalingConfigurationArn) {

  /// The ARNs of the resources that this configuration uses; they cannot be deleted meanwhile.
  public Set<String> references() {
    return Set.of(autoScalingConfigurationArn);
  }
}
