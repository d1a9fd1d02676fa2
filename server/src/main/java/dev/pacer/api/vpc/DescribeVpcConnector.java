package dev.pacer.api.vpc;

import dev.pacer.api.shapes.DescribeVpcConnectorRequest;
import dev.pacer.api.shapes.DescribeVpcConnectorResponse;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DescribeVpcConnector: one connector, deleted ones included.
final class DescribeVpcConnector
    implements Operation<DescribeVpcConnectorRequest, DescribeVpcConnectorResponse> {
  private final ConnectorLookup lookup;

  DescribeVpcConnector(ConnectorLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public DescribeVpcConnectorResponse call(
      CallContext context, DescribeVpcConnectorRequest request) {
    String arn = request.vpcConnectorArn();
    return new DescribeVpcConnectorResponse(
        lookup
            .all()
            .store()
            .find(lookup.parse(context, arn))
            .map(ConnectorShapes::full)
            .orElseThrow(() -> lookup.all().notFound(arn)));
  }
}
