package dev.pacer.api.vpcingress;

import dev.pacer.api.shapes.IngressVpcConfiguration;
import dev.pacer.api.shapes.VpcIngressConnectionSummary;
import dev.pacer.vpc.VpcIngressConnection;

/// Shows VPC ingress connections in the API's shapes.
final class VpcIngressShapes {
  private VpcIngressShapes() {}

  static dev.pacer.api.shapes.VpcIngressConnection full(VpcIngressConnection connection) {
    return new dev.pacer.api.shapes.VpcIngressConnection(
        connection.arn().toString(),
        connection.name(),
        connection.serviceArn(),
        connection.status().name(),
        connection.world().accountId(),
        connection.domainName(),
        new IngressVpcConfiguration(
            connection.endpoint().vpcId(), connection.endpoint().vpcEndpointId()),
        connection.createdAt(),
        connection.deletedAt().orElse(null));
  }

  static VpcIngressConnectionSummary summary(VpcIngressConnection connection) {
    return new VpcIngressConnectionSummary(connection.arn().toString(), connection.serviceArn());
  }
}
