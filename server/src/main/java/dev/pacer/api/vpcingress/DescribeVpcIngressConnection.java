package dev.pacer.api.vpcingress;

import dev.pacer.api.shapes.DescribeVpcIngressConnectionRequest;
import dev.pacer.api.shapes.DescribeVpcIngressConnectionResponse;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DescribeVpcIngressConnection: one connection, deleted ones included.
final class DescribeVpcIngressConnection
    implements Operation<
        DescribeVpcIngressConnectionRequest, DescribeVpcIngressConnectionResponse> {
  private final VpcIngressLookup lookup;

  DescribeVpcIngressConnection(VpcIngressLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public DescribeVpcIngressConnectionResponse call(
      CallContext context, DescribeVpcIngressConnectionRequest request) {
    return new DescribeVpcIngressConnectionResponse(
        VpcIngressShapes.full(lookup.find(context, request.vpcIngressConnectionArn())));
  }
}
