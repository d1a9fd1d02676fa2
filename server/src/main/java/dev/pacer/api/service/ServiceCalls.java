package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.operation.OperationStarter;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Lifecycle.Settled;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceCall;
import dev.pacer.service.Version;
import dev.pacer.wire.AwsException;
import java.util.Optional;
import java.util.function.Function;

/// Applies the call matrix and begins the operation of a call that it accepts.
public final class ServiceCalls {
  private final ServiceLookup lookup;
  private final OperationStarter starter;

  public ServiceCalls(ServiceLookup lookup, OperationStarter starter) {
    this.lookup = lookup;
    this.starter = starter;
  }

  /// Begins an operation, or finds that there is nothing to do.
  ///
  /// @param newVersion makes the version to deploy from the service; runs only if the call is legal
  /// @return empty when the service already is as the call asks
  /// @throws AwsException when the service's state forbids the call
  public Optional<Begun> begin(
      Service service,
      ServiceCall call,
      OperationType type,
      Function<Service, Optional<Version>> newVersion) {
    return switch (call.in(service.lifecycle())) {
      case ServiceCall.Ruling.Accepted(Settled from) ->
          switch (starter.begin(service, from, type, newVersion.apply(service))) {
            case Begun begun -> Optional.of(begun);
            case OperationStarter.Refused(var reason) -> throw Refusals.ofCall(reason, call);
          };
      case ServiceCall.Ruling.AlreadySo() -> Optional.empty();
      case ServiceCall.Ruling.WrongState(String message) -> throw ApiErrors.invalidState(message);
      case ServiceCall.Ruling.WrongRequest(String message) ->
          throw ApiErrors.invalidRequest(message);
      case ServiceCall.Ruling.NotFound() ->
          throw ApiErrors.notFound("Service", service.arn().toString());
    };
  }

  public ServiceLookup lookup() {
    return lookup;
  }
}
