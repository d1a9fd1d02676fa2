package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation DeleteVpcConnector.
public record DeleteVpcConnectorResponse(@Required VpcConnector vpcConnector) {}
