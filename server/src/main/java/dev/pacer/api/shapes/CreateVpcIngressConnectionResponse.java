package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation CreateVpcIngressConnection.
public record CreateVpcIngressConnectionResponse(
    @Required VpcIngressConnection vpcIngressConnection) {}
