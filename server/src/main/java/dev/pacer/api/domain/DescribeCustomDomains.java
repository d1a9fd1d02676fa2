package dev.pacer.api.domain;

import dev.pacer.api.Paging;
import dev.pacer.api.shapes.DescribeCustomDomainsRequest;
import dev.pacer.api.shapes.DescribeCustomDomainsResponse;
import dev.pacer.domain.CustomDomain;
import dev.pacer.domain.CustomDomainStore;
import dev.pacer.service.Service;
import dev.pacer.support.Page;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// DescribeCustomDomains: a service's domains by name, at most five a page.
final class DescribeCustomDomains
    implements Operation<DescribeCustomDomainsRequest, DescribeCustomDomainsResponse> {
  private final DomainServices services;
  private final CustomDomainStore store;
  private final Paging paging;

  DescribeCustomDomains(DomainServices services, CustomDomainStore store, Paging paging) {
    this.services = services;
    this.store = store;
    this.paging = paging;
  }

  @Override
  public DescribeCustomDomainsResponse call(
      CallContext context, DescribeCustomDomainsRequest request) {
    Service service = services.find(context, request.serviceArn());
    String scope = Paging.scope("DescribeCustomDomains", service.world(), service.id());
    Page<CustomDomain> page =
        store.list(
            service.id(),
            paging.open(scope, request.nextToken()),
            Paging.limit(request.maxResults()));
    return new DescribeCustomDomainsResponse(
        service.host(),
        service.arn().toString(),
        page.items().stream().map(DomainShapes::full).toList(),
        services.vpcTargets().apply(service),
        paging.seal(scope, page));
  }
}
