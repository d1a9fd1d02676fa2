package dev.pacer.api.autoscaling;

import dev.pacer.api.Paging;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.ListAutoScalingConfigurationsRequest;
import dev.pacer.api.shapes.ListAutoScalingConfigurationsResponse;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.revision.ListedRevision;
import dev.pacer.revision.RevisionStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Optional;

/// ListAutoScalingConfigurations: active revisions by name; only the newest of each unless asked
/// otherwise.
final class ListAutoScalingConfigurations
    implements Operation<
        ListAutoScalingConfigurationsRequest, ListAutoScalingConfigurationsResponse> {
  private final RevisionStore<ScalingRules> store;
  private final Paging paging;

  ListAutoScalingConfigurations(RevisionStore<ScalingRules> store, Paging paging) {
    this.store = store;
    this.paging = paging;
  }

  @Override
  public ListAutoScalingConfigurationsResponse call(
      CallContext context, ListAutoScalingConfigurationsRequest request) {
    AccountRegion world = Worlds.of(context);
    Optional<String> name = Optional.ofNullable(request.autoScalingConfigurationName());
    boolean latestOnly = !Boolean.FALSE.equals(request.latestOnly());
    String scope =
        Paging.scope("ListAutoScalingConfigurations", world, name.orElse(""), latestOnly);
    Page<ListedRevision<ScalingRules>> page =
        store.list(
            world,
            name,
            latestOnly,
            paging.open(scope, request.nextToken()),
            Paging.limit(request.maxResults()));
    return new ListAutoScalingConfigurationsResponse(
        page.items().stream().map(ScalingShapes::summary).toList(), paging.seal(scope, page));
  }
}
