package dev.pacer.operation;

import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;

/// What a step sees of the operation that it belongs to. Everything is read afresh, because the
/// server may have restarted since the step before.
public final class OperationRun {
  private final Operation operation;
  private final ServiceStore services;

  OperationRun(Operation operation, ServiceStore services) {
    this.operation = operation;
    this.services = services;
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
}
