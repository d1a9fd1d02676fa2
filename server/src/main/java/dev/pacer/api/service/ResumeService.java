package dev.pacer.api.service;

import dev.pacer.api.shapes.ResumeServiceRequest;
import dev.pacer.api.shapes.ResumeServiceResponse;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceCall;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Optional;

/// ResumeService: brings a paused service back with the version that it served last. On a running service it succeeds without an operation.
final class ResumeService implements Operation<ResumeServiceRequest, ResumeServiceResponse> {
  private final ServiceCalls calls;
  private final ServiceShapes shapes;

  ResumeService(ServiceCalls calls, ServiceShapes shapes) {
    this.calls = calls;
    this.shapes = shapes;
  }

  @Override
  public ResumeServiceResponse call(CallContext context, ResumeServiceRequest request) {
    Service service = calls.lookup().find(context, request.serviceArn());
    Optional<Begun> begun =
        calls.begin(
            service, ServiceCall.RESUME, OperationType.RESUME_SERVICE, _ -> Optional.empty());
    return new ResumeServiceResponse(
        shapes.full(begun.map(Begun::service).orElse(service)),
        begun.map(Begun::operationId).orElse(null));
  }
}
