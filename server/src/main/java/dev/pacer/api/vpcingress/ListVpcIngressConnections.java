package dev.pacer.api.vpcingress;

import dev.pacer.api.Paging;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.ListVpcIngressConnectionsFilter;
import dev.pacer.api.shapes.ListVpcIngressConnectionsRequest;
import dev.pacer.api.shapes.ListVpcIngressConnectionsResponse;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import dev.pacer.vpc.VpcIngressConnection;
import dev.pacer.vpc.VpcIngressConnectionStore;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Optional;

/// ListVpcIngressConnections: connections by name, all or those of a service or an endpoint.
final class ListVpcIngressConnections
    implements Operation<ListVpcIngressConnectionsRequest, ListVpcIngressConnectionsResponse> {
  private final VpcIngressConnectionStore store;
  private final Paging paging;

  ListVpcIngressConnections(VpcIngressConnectionStore store, Paging paging) {
    this.store = store;
    this.paging = paging;
  }

  @Override
  public ListVpcIngressConnectionsResponse call(
      CallContext context, ListVpcIngressConnectionsRequest request) {
    AccountRegion world = Worlds.of(context);
    Optional<ListVpcIngressConnectionsFilter> asked = Optional.ofNullable(request.filter());
    var filter =
        new VpcIngressConnectionStore.Filter(
            asked.map(ListVpcIngressConnectionsFilter::serviceArn),
            asked.map(ListVpcIngressConnectionsFilter::vpcEndpointId));
    String scope = Paging.scope("ListVpcIngressConnections", world, filter);
    Page<VpcIngressConnection> page =
        store.list(
            world,
            filter,
            paging.open(scope, request.nextToken()),
            Paging.limit(request.maxResults()));
    return new ListVpcIngressConnectionsResponse(
        page.items().stream().map(VpcIngressShapes::summary).toList(), paging.seal(scope, page));
  }
}
