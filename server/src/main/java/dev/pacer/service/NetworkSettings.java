package dev.pacer.service;

import java.util.Optional;

/// How a service is reached and how it reaches others.
///
/// @param vpcConnectorArn the way out into a VPC; empty for the usual way out
/// @param publiclyAccessible whether the service has a public URL
public record NetworkSettings(
    Optional<String> vpcConnectorArn, boolean publiclyAccessible, IpAddressType ipAddressType) {

  /// App Runner's defaults.
  public static final NetworkSettings DEFAULT =
      new NetworkSettings(Optional.empty(), true, IpAddressType.IPV4);

  /// By which address families the service is reached.
  public enum IpAddressType {
    IPV4,
    DUAL_STACK
  }
}
