package dev.pacer.api.service;

import dev.pacer.api.Paging;
import dev.pacer.api.Worlds;
import dev.pacer.api.shapes.ListServicesRequest;
import dev.pacer.api.shapes.ListServicesResponse;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Page;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Set;

/// ListServices: every service of the caller's account and region that is not deleted, oldest first.
final class ListServices implements Operation<ListServicesRequest, ListServicesResponse> {
  private final ServiceStore services;
  private final ServiceShapes shapes;
  private final Paging paging;

  ListServices(ServiceStore services, ServiceShapes shapes, Paging paging) {
    this.services = services;
    this.shapes = shapes;
    this.paging = paging;
  }

  @Override
  public ListServicesResponse call(CallContext context, ListServicesRequest request) {
    AccountRegion world = Worlds.of(context);
    String scope = Paging.scope("ListServices", world);
    Page<Service> page =
        services.list(
            world, paging.open(scope, request.nextToken()), Paging.limit(request.maxResults()));
    Set<String> privateOnes =
        services.privateAmong(page.items().stream().map(Service::id).toList());
    return new ListServicesResponse(
        page.items().stream()
            .map(service -> shapes.summary(service, privateOnes.contains(service.id())))
            .toList(),
        paging.seal(scope, page));
  }
}
