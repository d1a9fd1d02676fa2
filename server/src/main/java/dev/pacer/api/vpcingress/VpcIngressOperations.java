package dev.pacer.api.vpcingress;

import dev.pacer.api.Paging;
import dev.pacer.api.shapes.CreateVpcIngressConnectionRequest;
import dev.pacer.api.shapes.DeleteVpcIngressConnectionRequest;
import dev.pacer.api.shapes.DescribeVpcIngressConnectionRequest;
import dev.pacer.api.shapes.ListVpcIngressConnectionsRequest;
import dev.pacer.api.shapes.UpdateVpcIngressConnectionRequest;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Quotas;
import dev.pacer.vpc.VpcIngressConnectionStore;
import dev.pacer.wire.OperationBinding;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// The operations on VPC ingress connections under their names.
public final class VpcIngressOperations {
  private VpcIngressOperations() {}

  /// What the operations share.
  ///
  /// @param changed is run after something was left to the reconciler
  public record Context(Paging paging, Quotas quotas, InstantSource clock, Runnable changed) {}

  /// @param newHost makes a host name of a service's form
  public static List<OperationBinding<?, ?>> bindings(
      VpcIngressConnectionStore store,
      ServiceStore services,
      Function<AccountRegion, String> newHost,
      Context shared) {
    VpcIngressLookup lookup = new VpcIngressLookup(store);
    return List.of(
        new OperationBinding<>(
            "CreateVpcIngressConnection",
            CreateVpcIngressConnectionRequest.class,
            new CreateVpcIngressConnection(services, store, newHost, shared)),
        new OperationBinding<>(
            "DeleteVpcIngressConnection",
            DeleteVpcIngressConnectionRequest.class,
            new DeleteVpcIngressConnection(lookup, shared.changed())),
        new OperationBinding<>(
            "DescribeVpcIngressConnection",
            DescribeVpcIngressConnectionRequest.class,
            new DescribeVpcIngressConnection(lookup)),
        new OperationBinding<>(
            "ListVpcIngressConnections",
            ListVpcIngressConnectionsRequest.class,
            new ListVpcIngressConnections(store, shared.paging())),
        new OperationBinding<>(
            "UpdateVpcIngressConnection",
            UpdateVpcIngressConnectionRequest.class,
            new UpdateVpcIngressConnection(lookup, shared.changed())));
  }
}
