package dev.pacer.api.shapes;

import dev.pacer.wire.Required;

/// Output of the operation CreateVpcConnector.
public record CreateVpcConnectorResponse(@Required VpcConnector vpcConnector) {}
