package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.EgressConfiguration;
import dev.pacer.api.shapes.IngressConfiguration;
import dev.pacer.api.shapes.NetworkConfiguration;
import dev.pacer.service.NetworkSettings;
import dev.pacer.service.NetworkSettings.IpAddressType;
import dev.pacer.support.AccountRegion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of a service's network: what a request leaves out stays as it is.
final class NetworkRules {
  private final References references;

  NetworkRules(References references) {
    this.references = references;
  }

  NetworkSettings merge(
      AccountRegion world, NetworkSettings current, @Nullable NetworkConfiguration asked) {
    if (asked == null) {
      return current;
    }
    return new NetworkSettings(
        connector(world, current.vpcConnectorArn(), asked.egressConfiguration()),
        isPublic(current, asked.ingressConfiguration()),
        asked.ipAddressType() == null
            ? current.ipAddressType()
            : IpAddressType.valueOf(asked.ipAddressType()));
  }

  /// The model's default of a missing `IsPubliclyAccessible` is false, and clients whose booleans
  /// cannot be absent (the AWS SDK for Go, and so Terraform) leave a false one out.
  private static boolean isPublic(NetworkSettings current, @Nullable IngressConfiguration asked) {
    return asked == null
        ? current.publiclyAccessible()
        : Boolean.TRUE.equals(asked.isPubliclyAccessible());
  }

  private Optional<String> connector(
      AccountRegion world, Optional<String> current, @Nullable EgressConfiguration asked) {
    if (asked == null) {
      return current;
    }
    String arn = asked.vpcConnectorArn();
    if ("DEFAULT".equals(asked.egressType())) {
      if (arn != null) {
        throw ApiErrors.invalidRequest("A VpcConnectorArn is only for the EgressType VPC.");
      }
      return Optional.empty();
    }
    if (arn != null) {
      if (asked.egressType() == null && current.isEmpty()) {
        throw ApiErrors.invalidRequest("A VpcConnectorArn is only for the EgressType VPC.");
      }
      return Optional.of(references.connector(world, arn));
    }
    if (asked.egressType() != null && current.isEmpty()) {
      throw ApiErrors.invalidRequest("The EgressType VPC needs a VpcConnectorArn.");
    }
    return current;
  }
}
