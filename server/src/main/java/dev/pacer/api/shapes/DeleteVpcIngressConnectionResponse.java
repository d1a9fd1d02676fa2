package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation DeleteVpcIngressConnection.
public record DeleteVpcIngressConnectionResponse(
    @Required VpcIngressConnection vpcIngressConnection) {}
