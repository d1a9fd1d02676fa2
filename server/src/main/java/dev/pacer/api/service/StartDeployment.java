package dev.pacer.api.service;

import dev.pacer.api.shapes.StartDeploymentRequest;
import dev.pacer.api.shapes.StartDeploymentResponse;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceCall;
import dev.pacer.service.ServiceStore;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.time.InstantSource;
import java.util.Optional;

/// StartDeployment: deploys what the image tag points at now, with the configuration unchanged.
final class StartDeployment implements Operation<StartDeploymentRequest, StartDeploymentResponse> {
  private final ServiceCalls calls;
  private final ServiceStore services;
  private final InstantSource clock;

  StartDeployment(ServiceCalls calls, ServiceStore services, InstantSource clock) {
    this.calls = calls;
    this.services = services;
    this.clock = clock;
  }

  @Override
  public StartDeploymentResponse call(CallContext context, StartDeploymentRequest request) {
    Service service = calls.lookup().find(context, request.serviceArn());
    Begun begun =
        calls
            .begin(
                service,
                ServiceCall.START_DEPLOYMENT,
                OperationType.START_DEPLOYMENT,
                found -> Optional.of(services.again(found, clock.instant())))
            .orElseThrow();
    return new StartDeploymentResponse(begun.operationId());
  }
}
