package dev.pacer.api.vpcingress;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.IngressVpcConfiguration;
import dev.pacer.vpc.VpcIngressConnection.Endpoint;

/// The rules of a VPC and its endpoint. Pure.
final class EndpointRules {
  private EndpointRules() {}

  static Endpoint of(IngressVpcConfiguration asked) {
    String vpc = asked.vpcId();
    String endpoint = asked.vpcEndpointId();
    if (vpc == null || vpc.isBlank() || endpoint == null || endpoint.isBlank()) {
      throw ApiErrors.invalidRequest(
          "IngressVpcConfiguration must have a VpcId and a VpcEndpointId.");
    }
    return new Endpoint(vpc, endpoint);
  }
}
