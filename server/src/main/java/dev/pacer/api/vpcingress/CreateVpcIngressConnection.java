package dev.pacer.api.vpcingress;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.service.ServiceLookup;
import dev.pacer.api.shapes.CreateVpcIngressConnectionRequest;
import dev.pacer.api.shapes.CreateVpcIngressConnectionResponse;
import dev.pacer.api.tags.TagRules;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStatus;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Identifiers;
import dev.pacer.vpc.VpcIngressConnection;
import dev.pacer.vpc.VpcIngressConnection.Status;
import dev.pacer.vpc.VpcIngressConnectionStore;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// CreateVpcIngressConnection: for a running private service; a reconciler brings it about.
final class CreateVpcIngressConnection
    implements Operation<CreateVpcIngressConnectionRequest, CreateVpcIngressConnectionResponse> {
  private final ServiceLookup lookup;
  private final ServiceStore services;
  private final VpcIngressConnectionStore store;
  private final Function<AccountRegion, String> newHost;
  private final VpcIngressOperations.Context shared;

  CreateVpcIngressConnection(
      ServiceStore services,
      VpcIngressConnectionStore store,
      Function<AccountRegion, String> newHost,
      VpcIngressOperations.Context shared) {
    this.lookup = new ServiceLookup(services);
    this.services = services;
    this.store = store;
    this.newHost = newHost;
    this.shared = shared;
  }

  @Override
  public CreateVpcIngressConnectionResponse call(
      CallContext context, CreateVpcIngressConnectionRequest request) {
    Service service = lookup.findLiving(context, request.serviceArn());
    checkService(service);
    VpcIngressConnection connection = connection(service, request);
    int quota = shared.quotas().vpcIngressConnections();
    return switch (store.create(connection, TagRules.read(request.tags()), quota)) {
      case CREATED -> {
        shared.changed().run();
        yield new CreateVpcIngressConnectionResponse(VpcIngressShapes.full(connection));
      }
      case NAME_TAKEN ->
          throw ApiErrors.invalidRequest(
              "VPC ingress connection with the provided name already exists: "
                  + connection.name()
                  + ".");
      case QUOTA_REACHED ->
          throw ApiErrors.quotaExceeded(
              "You have reached the quota of "
                  + quota
                  + " VPC ingress connections of one service.");
    };
  }

  private VpcIngressConnection connection(
      Service service, CreateVpcIngressConnectionRequest request) {
    return new VpcIngressConnection(
        service.world(),
        request.vpcIngressConnectionName(),
        Identifiers.hex32(),
        service.arn().toString(),
        newHost.apply(service.world()),
        EndpointRules.of(request.ingressVpcConfiguration()),
        Status.PENDING_CREATION,
        shared.clock().instant(),
        Optional.empty());
  }

  private void checkService(Service service) {
    if (service.status() != ServiceStatus.RUNNING) {
      throw ApiErrors.invalidState(
          "A VPC ingress connection cannot be created in the current state of the service: "
              + service.status()
              + ".");
    }
    if (!services.privateAmong(List.of(service.id())).contains(service.id())) {
      throw ApiErrors.invalidRequest(
          "The service is publicly accessible. A VPC ingress connection needs a service with"
              + " IsPubliclyAccessible false.");
    }
  }
}
