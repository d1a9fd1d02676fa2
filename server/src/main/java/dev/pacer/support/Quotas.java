package dev.pacer.support;

/// How much of everything an account may have in a region.
///
/// @param services services that are not deleted; ones that failed to create count
/// @param connections connections to source providers
/// @param autoScalingConfigurations names of auto scaling configurations
/// @param autoScalingRevisions active revisions of one such name
/// @param observabilityConfigurations names of observability configurations
/// @param observabilityRevisions active revisions of one such name
/// @param vpcConnectors active VPC connectors
/// @param vpcIngressConnections VPC ingress connections of one service
/// @param customDomains custom domains of one service
/// @param instances the highest MaxSize of an auto scaling configuration
public record Quotas(
    int services,
    int connections,
    int autoScalingConfigurations,
    int autoScalingRevisions,
    int observabilityConfigurations,
    int observabilityRevisions,
    int vpcConnectors,
    int vpcIngressConnections,
    int customDomains,
    int instances) {

  /// App Runner's defaults.
  public static final Quotas APP_RUNNER = new Quotas(30, 10, 10, 5, 10, 10, 10, 1, 5, 25);
}
