package dev.pacer.api.domain;

import dev.pacer.api.Paging;
import dev.pacer.api.service.ServiceLookup;
import dev.pacer.api.shapes.AssociateCustomDomainRequest;
import dev.pacer.api.shapes.DescribeCustomDomainsRequest;
import dev.pacer.api.shapes.DisassociateCustomDomainRequest;
import dev.pacer.api.shapes.VpcDNSTarget;
import dev.pacer.domain.CustomDomainStore;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.Quotas;
import dev.pacer.vpc.VpcIngressConnectionStore;
import dev.pacer.wire.OperationBinding;
import java.time.InstantSource;
import java.util.List;

/// The operations on custom domains under their names.
public final class DomainOperations {
  private DomainOperations() {}

  /// What the operations share.
  ///
  /// @param ownDomain what the host names of services end with
  /// @param changed is run after something was left to the reconciler
  public record Context(
      Paging paging, Quotas quotas, String ownDomain, InstantSource clock, Runnable changed) {}

  public static List<OperationBinding<?, ?>> bindings(
      CustomDomainStore store,
      ServiceStore services,
      VpcIngressConnectionStore ingressConnections,
      Context shared) {
    DomainServices found =
        new DomainServices(
            new ServiceLookup(services), service -> targets(ingressConnections, service));
    return List.of(
        new OperationBinding<>(
            "AssociateCustomDomain",
            AssociateCustomDomainRequest.class,
            new AssociateCustomDomain(found, store, shared)),
        new OperationBinding<>(
            "DescribeCustomDomains",
            DescribeCustomDomainsRequest.class,
            new DescribeCustomDomains(found, store, shared.paging())),
        new OperationBinding<>(
            "DisassociateCustomDomain",
            DisassociateCustomDomainRequest.class,
            new DisassociateCustomDomain(found, store, shared)));
  }

  private static List<VpcDNSTarget> targets(
      VpcIngressConnectionStore ingressConnections, Service service) {
    return ingressConnections.ofService(service.arn().toString()).stream()
        .map(connection ->
            new VpcDNSTarget(
                connection.arn().toString(),
                connection.endpoint().vpcId(),
                connection.domainName()))
        .toList();
  }
}
