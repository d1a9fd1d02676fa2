package dev.pacer.api.pacer;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.service.ServiceLookup;
import dev.pacer.operation.OperationRunner;
import dev.pacer.operation.OperationStore;
import dev.pacer.service.Service;
import dev.pacer.wire.AwsException;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// CancelOperation: an operation in progress goes back, as if it had failed at its present step. It is
/// refused once the operation has moved traffic or begun to take instances away. Asked again, it
/// succeeds until the operation has ended.
final class CancelOperation implements Operation<CancelOperationRequest, CancelOperationResponse> {
  private final ServiceLookup lookup;
  private final OperationStore operations;
  private final OperationRunner runner;

  CancelOperation(ServiceLookup lookup, OperationStore operations, OperationRunner runner) {
    this.lookup = lookup;
    this.operations = operations;
    this.runner = runner;
  }

  @Override
  public CancelOperationResponse call(CallContext context, CancelOperationRequest request) {
    Service service = lookup.find(context, request.serviceArn());
    String id = request.operationId();
    if (operations
        .find(id)
        .filter(operation -> operation.serviceId().equals(service.id()))
        .isEmpty()) {
      throw AwsException.modelled(
          "ResourceNotFoundException",
          400,
          "The service " + service.name() + " has no operation " + id + ".");
    }
    return switch (runner.cancel(id)) {
      case REQUESTED, GOING_BACK -> new CancelOperationResponse(id);
      case ENDED -> throw ApiErrors.invalidState("The operation " + id + " has ended already.");
      case TOO_LATE ->
          throw ApiErrors.invalidState(
              "The operation "
                  + id
                  + " cannot be cancelled any more: it has begun to move traffic or to take"
                  + " instances away. It ends by itself.");
    };
  }
}
