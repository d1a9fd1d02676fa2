package dev.pacer.api.observability;

import dev.pacer.api.Paging;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.ListObservabilityConfigurationsRequest;
import dev.pacer.api.shapes.ListObservabilityConfigurationsResponse;
import dev.pacer.observability.Tracing;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.RevisionStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Optional;

/// ListObservabilityConfigurations: active revisions by name; only the newest of each unless asked
/// otherwise.
final class ListObservabilityConfigurations
    implements Operation<
        ListObservabilityConfigurationsRequest, ListObservabilityConfigurationsResponse> {
  private final RevisionStore<Tracing> store;
  private final Paging paging;

  ListObservabilityConfigurations(RevisionStore<Tracing> store, Paging paging) {
    this.store = store;
    this.paging = paging;
  }

  @Override
  public ListObservabilityConfigurationsResponse call(
      CallContext context, ListObservabilityConfigurationsRequest request) {
    AccountRegion world = Worlds.of(context);
    Optional<String> name = Optional.ofNullable(request.observabilityConfigurationName());
    boolean latestOnly = !Boolean.FALSE.equals(request.latestOnly());
    String scope =
        Paging.scope("ListObservabilityConfigurations", world, name.orElse(""), latestOnly);
    Page<ListedRevision<Tracing>> page =
        store.list(
            world,
            name,
            latestOnly,
            paging.open(scope, request.nextToken()),
            Paging.limit(request.maxResults()));
    return new ListObservabilityConfigurationsResponse(
        page.items().stream().map(ObservabilityShapes::summary).toList(), paging.seal(scope, page));
  }
}
