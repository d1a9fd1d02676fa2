package dev.pacer.app;

import dev.pacer.api.AppRunnerApi;
import dev.pacer.api.Paging;
import dev.pacer.api.autoscaling.AutoScalingOperations;
import dev.pacer.api.connection.ConnectionOperations;
import dev.pacer.api.domain.DomainOperations;
import dev.pacer.api.observability.ObservabilityOperations;
import dev.pacer.api.pacer.PacerApi;
import dev.pacer.api.pacer.ServiceParts;
import dev.pacer.api.service.References;
import dev.pacer.api.service.ServiceCalls;
import dev.pacer.api.service.ServiceLookup;
import dev.pacer.api.service.ServiceOperations;
import dev.pacer.api.service.ServiceShapes;
import dev.pacer.api.service.ServiceUrls;
import dev.pacer.api.tags.TagOperations;
import dev.pacer.api.vpc.VpcConnectorOperations;
import dev.pacer.api.vpcingress.VpcIngressOperations;
import dev.pacer.connection.CredentialVault;
import dev.pacer.logs.LogStore;
import dev.pacer.operation.OperationRunner;
import dev.pacer.operation.OperationStarter;
import dev.pacer.support.Quotas;
import dev.pacer.wire.JsonService;
import java.time.InstantSource;
import java.util.List;

/// Joins the operations of every kind of resource to one API.
///
/// @param ownDomain what the host names of services end with
/// @param resourcesChanged is run after a call left something to a reconciler
/// @param routeOptionsChanged is run after a call changed how requests of a service are served
public record Apis(
    Stores stores,
    OperationStarter starter,
    OperationRunner runner,
    ServiceUrls urls,
    Paging paging,
    Quotas quotas,
    String ownDomain,
    Runnable resourcesChanged,
    Runnable routeOptionsChanged,
    InstantSource clock) {

  /// Pacer's own operations.
  ///
  /// @param vault seals the credentials of connections
  public JsonService pacer(CredentialVault vault, LogStore logs) {
    ServiceLookup lookup = new ServiceLookup(stores.services());
    return PacerApi.of(
        new ServiceParts(
            stores.services(),
            stores.operations(),
            runner,
            new ServiceCalls(lookup, starter),
            new ServiceShapes(stores.services(), urls, references()),
            paging),
        stores.connections(),
        vault,
        logs,
        clock);
  }

  private References references() {
    return new References(
        stores.scaling(), stores.observability(), stores.connectors(), stores.connections());
  }

  public JsonService appRunner() {
    return AppRunnerApi.of(
        List.of(
            ServiceOperations.bindings(
                stores.services(),
                references(),
                stores.ingressConnections(),
                stores.operations(),
                starter,
                urls,
                paging,
                quotas,
                clock),
            AutoScalingOperations.bindings(stores.scaling(), stores.services(), paging, quotas),
            ObservabilityOperations.bindings(stores.observability(), paging, quotas),
            VpcConnectorOperations.bindings(stores.connectors(), paging, quotas),
            ConnectionOperations.bindings(stores.connections(), paging, quotas, clock),
            VpcIngressOperations.bindings(
                stores.ingressConnections(),
                stores.services(),
                urls::newHost,
                new VpcIngressOperations.Context(paging, quotas, clock, resourcesChanged)),
            DomainOperations.bindings(
                stores.domains(),
                stores.services(),
                stores.ingressConnections(),
                new DomainOperations.Context(paging, quotas, ownDomain, clock, resourcesChanged)),
            TagOperations.bindings(stores.tags(), routeOptionsChanged)));
  }
}
