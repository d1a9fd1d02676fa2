package dev.pacer.api.domain;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.DisassociateCustomDomainRequest;
import dev.pacer.api.shapes.DisassociateCustomDomainResponse;
import dev.pacer.domain.CustomDomain;
import dev.pacer.domain.CustomDomainStore;
import dev.pacer.domain.DomainStatus;
import dev.pacer.service.Service;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Locale;
import java.util.Optional;

/// DisassociateCustomDomain: answers with the records, so that clients can clean up.
final class DisassociateCustomDomain
    implements Operation<DisassociateCustomDomainRequest, DisassociateCustomDomainResponse> {
  private final DomainServices services;
  private final CustomDomainStore store;
  private final DomainOperations.Context shared;

  DisassociateCustomDomain(
      DomainServices services, CustomDomainStore store, DomainOperations.Context shared) {
    this.services = services;
    this.store = store;
    this.shared = shared;
  }

  @Override
  public DisassociateCustomDomainResponse call(
      CallContext context, DisassociateCustomDomainRequest request) {
    Service service =
        DomainServices.running(services.find(context, request.serviceArn()), "disassociated");
    String name = request.domainName().toLowerCase(Locale.ROOT);
    CustomDomain before =
        store
            .find(service.id(), name)
            .filter(found -> found.status() != DomainStatus.DELETING)
            .orElseThrow(() ->
                ApiErrors.invalidRequest(
                    "No custom domain " + name + " found for the provided service"));
    CustomDomain after = before.deleting(shared.clock().instant());
    if (!store.replace(before, Optional.of(after))) {
      throw ApiErrors.invalidState("The custom domain " + name + " is changing. Try again.");
    }
    shared.changed().run();
    return new DisassociateCustomDomainResponse(
        service.host(),
        service.arn().toString(),
        DomainShapes.full(after),
        services.vpcTargets().apply(service));
  }
}
