package dev.pacer.vpc;

import java.util.List;

/// The settings of a VPC connector, as they were given.
///
/// @param subnets at least one
/// @param securityGroups empty for the network's own default
public record ConnectorSettings(List<String> subnets, List<String> securityGroups) {

  public ConnectorSettings {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
  }
}
