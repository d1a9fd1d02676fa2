package dev.pacer.api.vpc;

import dev.pacer.api.Paging;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.ListVpcConnectorsRequest;
import dev.pacer.api.shapes.ListVpcConnectorsResponse;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.RevisionStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import dev.pacer.vpc.ConnectorSettings;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Optional;

/// ListVpcConnectors: the active connectors by name.
final class ListVpcConnectors
    implements Operation<ListVpcConnectorsRequest, ListVpcConnectorsResponse> {
  private final RevisionStore<ConnectorSettings> store;
  private final Paging paging;

  ListVpcConnectors(RevisionStore<ConnectorSettings> store, Paging paging) {
    this.store = store;
    this.paging = paging;
  }

  @Override
  public ListVpcConnectorsResponse call(CallContext context, ListVpcConnectorsRequest request) {
    AccountRegion world = Worlds.of(context);
    String scope = Paging.scope("ListVpcConnectors", world);
    Page<ListedRevision<ConnectorSettings>> page =
        store.list(
            world,
            Optional.empty(),
            false,
            paging.open(scope, request.nextToken()),
            Paging.limit(request.maxResults()));
    return new ListVpcConnectorsResponse(
        page.items().stream().map(ConnectorShapes::full).toList(), paging.seal(scope, page));
  }
}
