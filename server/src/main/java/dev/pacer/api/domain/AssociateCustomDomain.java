package dev.pacer.api.domain;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.AssociateCustomDomainRequest;
import dev.pacer.api.shapes.AssociateCustomDomainResponse;
import dev.pacer.domain.CustomDomain;
import dev.pacer.domain.CustomDomainStore;
import dev.pacer.service.Service;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// AssociateCustomDomain: a reconciler makes the records and waits for them.
final class AssociateCustomDomain
    implements Operation<AssociateCustomDomainRequest, AssociateCustomDomainResponse> {
  private final DomainServices services;
  private final CustomDomainStore store;
  private final DomainOperations.Context shared;

  AssociateCustomDomain(
      DomainServices services, CustomDomainStore store, DomainOperations.Context shared) {
    this.services = services;
    this.store = store;
    this.shared = shared;
  }

  @Override
  public AssociateCustomDomainResponse call(
      CallContext context, AssociateCustomDomainRequest request) {
    Service service =
        DomainServices.running(
            services.lookup().findLiving(context, request.serviceArn()), "associated");
    CustomDomain domain =
        CustomDomain.associated(
            service.id(),
            DomainRules.check(request.domainName(), shared.ownDomain()),
            !Boolean.FALSE.equals(request.enableWWWSubdomain()),
            shared.clock().instant());
    int quota = shared.quotas().customDomains();
    return switch (store.associate(service.world(), domain, quota)) {
      case ASSOCIATED -> {
        shared.changed().run();
        yield new AssociateCustomDomainResponse(
            service.host(),
            service.arn().toString(),
            DomainShapes.full(domain),
            services.vpcTargets().apply(service));
      }
      case NAME_TAKEN ->
          throw ApiErrors.invalidRequest(
              domain.name() + " is already associated with a service in this region.");
      case QUOTA_REACHED ->
          throw ApiErrors.invalidRequest(
              "You have reached the quota of " + quota + " custom domains of one service.");
    };
  }
}
