package dev.pacer.service;

import dev.pacer.health.HealthCheck;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Everything about a service that a new version may change, with App Runner's defaults filled in.
///
/// @param autoScalingConfigurationArn the scaling rules' full ARN
/// @param observabilityConfigurationArn the tracing rules' full ARN; empty when it is switched off
public record ServiceConfiguration(
    Source source,
    InstanceSize instanceSize,
    HealthCheck healthCheck,
    String autoScalingConfigurationArn,
    NetworkSettings network,
    Optional<String> observabilityConfigurationArn) {

  /// The ARNs of the resources that this configuration uses; they cannot be deleted meanwhile.
  public Set<String> references() {
    Set<String> references = new HashSet<>();
    references.add(autoScalingConfigurationArn);
    network.vpcConnectorArn().ifPresent(references::add);
    observabilityConfigurationArn.ifPresent(references::add);
    if (source instanceof CodeSource code) {
      code.connectionArn().ifPresent(references::add);
    }
    return references;
  }
}
