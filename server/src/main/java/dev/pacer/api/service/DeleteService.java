package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.DeleteServiceRequest;
import dev.pacer.api.shapes.DeleteServiceResponse;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceCall;
import dev.pacer.vpc.VpcIngressConnection;
import dev.pacer.vpc.VpcIngressConnectionStore;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.util.Optional;

/// DeleteService: ends a service's instances and frees its name. Its logs stay.
final class DeleteService implements Operation<DeleteServiceRequest, DeleteServiceResponse> {
  private final ServiceCalls calls;
  private final ServiceShapes shapes;
  private final VpcIngressConnectionStore ingressConnections;

  DeleteService(
      ServiceCalls calls, ServiceShapes shapes, VpcIngressConnectionStore ingressConnections) {
    this.calls = calls;
    this.shapes = shapes;
    this.ingressConnections = ingressConnections;
  }

  @Override
  public DeleteServiceResponse call(CallContext context, DeleteServiceRequest request) {
    Service service = calls.lookup().find(context, request.serviceArn());
    refuseWhileConnected(service);
    Begun begun =
        calls
            .begin(service, ServiceCall.DELETE, OperationType.DELETE_SERVICE, _ -> Optional.empty())
            .orElseThrow();
    return new DeleteServiceResponse(shapes.full(begun.service()), begun.operationId());
  }

  private void refuseWhileConnected(Service service) {
    String arn = service.arn().toString();
    for (VpcIngressConnection connection : ingressConnections.ofService(arn)) {
      if (connection.status() == VpcIngressConnection.Status.AVAILABLE) {
        throw ApiErrors.invalidState(
            "You cannot delete a Service while it has VpcIngressConnections with a status of"
                + " AVAILABLE. Service Arn: "
                + arn
                + " VpcIngressConnection Arn: "
                + connection.arn());
      }
    }
  }
}
