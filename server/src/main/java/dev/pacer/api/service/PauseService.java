package dev.pacer.api.service;

import dev.pacer.api.shapes.PauseServiceRequest;
import dev.pacer.api.shapes.PauseServiceResponse;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceCall;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Optional;

/// PauseService: takes a service's instances away and keeps everything else. On a paused service it succeeds without an operation.
final class PauseService implements Operation<PauseServiceRequest, PauseServiceResponse> {
  private final ServiceCalls calls;
  private final ServiceShapes shapes;

  PauseService(ServiceCalls calls, ServiceShapes shapes) {
    this.calls = calls;
    this.shapes = shapes;
  }

  @Override
  public PauseServiceResponse call(CallContext context, PauseServiceRequest request) {
    Service service = calls.lookup().find(context, request.serviceArn());
    Optional<Begun> begun =
        calls.begin(service, ServiceCall.PAUSE, OperationType.PAUSE_SERVICE, _ -> Optional.empty());
    return new PauseServiceResponse(
        shapes.full(begun.map(Begun::service).orElse(service)),
        begun.map(Begun::operationId).orElse(null));
  }
}
