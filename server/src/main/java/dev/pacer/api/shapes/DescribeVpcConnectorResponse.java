package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation DescribeVpcConnector.
public record DescribeVpcConnectorResponse(@Required VpcConnector vpcConnector) {}
