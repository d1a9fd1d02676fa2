package dev.pacer.api.autoscaling;

import dev.pacer.api.Paging;
import dev.pacer.api.revision.RevisionLookup;
import dev.pacer.api.shapes.ListServicesForAutoScalingConfigurationRequest;
import dev.pacer.api.shapes.ListServicesForAutoScalingConfigurationResponse;
import dev.pacer.autoscaling.ScalingRules;
import dev.pacer.revision.Revision;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.Page;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// ListServicesForAutoScalingConfiguration: the living services that use one revision.
final class ListServicesForAutoScalingConfiguration
    implements Operation<
        ListServicesForAutoScalingConfigurationRequest,
        ListServicesForAutoScalingConfigurationResponse> {
  private final RevisionLookup<ScalingRules> lookup;
  private final ServiceStore services;
  private final Paging paging;

  ListServicesForAutoScalingConfiguration(
      RevisionLookup<ScalingRules> lookup, ServiceStore services, Paging paging) {
    this.lookup = lookup;
    this.services = services;
    this.paging = paging;
  }

  @Override
  public ListServicesForAutoScalingConfigurationResponse call(
      CallContext context, ListServicesForAutoScalingConfigurationRequest request) {
    Revision<ScalingRules> revision =
        lookup.find(context, request.autoScalingConfigurationArn()).revision();
    String arn = revision.arn().toString();
    String scope = Paging.scope("ListServicesForAutoScalingConfiguration", revision.world(), arn);
    Page<Service> page =
        services.listUsing(
            revision.world(),
            arn,
            paging.open(scope, request.nextToken()),
            Paging.limit(request.maxResults()));
    return new ListServicesForAutoScalingConfigurationResponse(
        page.items().stream().map(service -> service.arn().toString()).toList(),
        paging.seal(scope, page));
  }
}
