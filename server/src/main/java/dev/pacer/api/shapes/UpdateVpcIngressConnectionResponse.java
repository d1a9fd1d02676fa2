package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation UpdateVpcIngressConnection.
public record UpdateVpcIngressConnectionResponse(
    @Required VpcIngressConnection vpcIngressConnection) {}
