package dev.pacer.operation;

import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.util.Optional;

/// What a step sees of the operation that it belongs to. Everything is read afresh, because the
/// server may have restarted since the step before.
public final class OperationRun {
  private final Operation operation;
  private final ServiceStore services;
  private final OperationStore operations;

  OperationRun(Operation operation, ServiceStore services, OperationStore operations) {
    this.operation = operation;
    this.services = services;
    this.operations = operations;
  }

  public Operation operation() {
    return operation;
  }

  public Service service() {
    return services.find(operation.serviceId()).orElseThrow();
  }

  /// The version that the service shows: the one this operation brings up.
  public Version version() {
    Service service = service();
    return services.version(service.id(), service.versionNumber());
  }

  /// What a step that is complete has put out; empty for one that is not.
  public Optional<String> output(String step) {
    return operations.output(operation.id(), step);
  }
}
