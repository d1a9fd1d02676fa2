package dev.pacer.api.vpc;

import dev.pacer.api.Paging;
import dev.pacer.api.shapes.CreateVpcConnectorRequest;
import dev.pacer.api.shapes.DeleteVpcConnectorRequest;
import dev.pacer.api.shapes.DescribeVpcConnectorRequest;
import dev.pacer.api.shapes.ListVpcConnectorsRequest;
import dev.pacer.revision.RevisionStore;
import dev.pacer.support.Quotas;
import dev.pacer.vpc.ConnectorSettings;
import dev.pacer.wire.OperationBinding;
import java.util.List;

/// The operations on VPC connectors under their names.
public final class VpcConnectorOperations {
  private VpcConnectorOperations() {}

  public static List<OperationBinding<?, ?>> bindings(
      RevisionStore<ConnectorSettings> store, Paging paging, Quotas quotas) {
    ConnectorLookup lookup = new ConnectorLookup(store);
    return List.of(
        new OperationBinding<>(
            "CreateVpcConnector",
            CreateVpcConnectorRequest.class,
            new CreateVpcConnector(store, quotas)),
        new OperationBinding<>(
            "DeleteVpcConnector", DeleteVpcConnectorRequest.class, new DeleteVpcConnector(lookup)),
        new OperationBinding<>(
            "DescribeVpcConnector",
            DescribeVpcConnectorRequest.class,
            new DescribeVpcConnector(lookup)),
        new OperationBinding<>(
            "ListVpcConnectors",
            ListVpcConnectorsRequest.class,
            new ListVpcConnectors(store, paging)));
  }
}
