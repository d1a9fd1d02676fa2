package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation DescribeVpcIngressConnection.
public record DescribeVpcIngressConnectionResponse(
    @Required VpcIngressConnection vpcIngressConnection) {}
