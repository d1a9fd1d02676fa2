package dev.pacer.api.service;

import dev.pacer.api.Paging;
import dev.pacer.api.shapes.ListOperationsRequest;
import dev.pacer.api.shapes.ListOperationsResponse;
import dev.pacer.api.shapes.OperationSummary;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationStore;
import dev.pacer.service.Service;
import dev.pacer.support.Page;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;

/// ListOperations: a service's operations, newest first.
final class ListOperations implements Operation<ListOperationsRequest, ListOperationsResponse> {
  private final ServiceLookup lookup;
  private final OperationStore operations;
  private final Paging paging;

  ListOperations(ServiceLookup lookup, OperationStore operations, Paging paging) {
    this.lookup = lookup;
    this.operations = operations;
    this.paging = paging;
  }

  @Override
  public ListOperationsResponse call(CallContext context, ListOperationsRequest request) {
    Service service = lookup.find(context, request.serviceArn());
    String scope = "ListOperations/" + service.arn();
    Page<dev.pacer.operation.Operation> page =
        operations.list(
            service.id(),
            paging.open(scope, request.nextToken()),
            Paging.limit(request.maxResults()));
    return new ListOperationsResponse(
        page.items().stream().map(operation -> summary(service, operation)).toList(),
        paging.seal(scope, page));
  }

  private static OperationSummary summary(
      Service service, dev.pacer.operation.Operation operation) {
    return new OperationSummary(
        operation.id(),
        operation.type().name(),
        shown(service, operation).name(),
        service.arn().toString(),
        operation.startedAt(),
        operation.endedAt().orElse(null),
        operation.updatedAt());
  }

  /// Only updates and deployments of a service that served before have a way back. Every other
  /// operation that takes back what it did is in progress until it has failed, as at App Runner.
  private static OperationStatus shown(Service service, dev.pacer.operation.Operation operation) {
    boolean goesBack =
        switch (operation.type()) {
          case UPDATE_SERVICE, START_DEPLOYMENT, PAUSE_SERVICE ->
              service.servingVersionNumber().isPresent();
          case CREATE_SERVICE, RESUME_SERVICE, DELETE_SERVICE -> false;
        };
    return operation.status() == OperationStatus.ROLLBACK_IN_PROGRESS && !goesBack
        ? OperationStatus.IN_PROGRESS
        : operation.status();
  }
}
