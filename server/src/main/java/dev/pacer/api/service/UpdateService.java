package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.UpdateServiceRequest;
import dev.pacer.api.shapes.UpdateServiceResponse;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceCall;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.time.InstantSource;
import java.util.Optional;

/// UpdateService: a partial change of the configuration, deployed as a new version. The answer shows
/// the new values at once; after a failed deployment the old ones are shown again.
final class UpdateService implements Operation<UpdateServiceRequest, UpdateServiceResponse> {
  private final ServiceCalls calls;
  private final ConfigurationRules rules;
  private final ServiceStore services;
  private final ServiceShapes shapes;
  private final InstantSource clock;

  UpdateService(
      ServiceCalls calls,
      ConfigurationRules rules,
      ServiceStore services,
      ServiceShapes shapes,
      InstantSource clock) {
    this.calls = calls;
    this.rules = rules;
    this.services = services;
    this.shapes = shapes;
    this.clock = clock;
  }

  @Override
  public UpdateServiceResponse call(CallContext context, UpdateServiceRequest request) {
    Service service = calls.lookup().find(context, request.serviceArn());
    Begun begun =
        calls
            .begin(
                service,
                ServiceCall.UPDATE,
                OperationType.UPDATE_SERVICE,
                found -> Optional.of(changed(found, request)))
            .orElseThrow();
    return new UpdateServiceResponse(shapes.full(begun.service()), begun.operationId());
  }

  private Version changed(Service service, UpdateServiceRequest request) {
    // A service that failed to create may be tried again without any change.
    if (EmptyUpdate.is(request) && !(service.lifecycle() instanceof Lifecycle.CreateFailed)) {
      throw ApiErrors.invalidRequest("No configurations provided in the UpdateService request.");
    }
    Version shown = services.version(service.id(), service.versionNumber());
    ServiceConfiguration configuration =
        rules.forUpdate(service.world(), shown.configuration(), request);
    int next = services.newestVersionNumber(service.id()) + 1;
    return keepsItsImage(service, shown, configuration)
        ? shown.reconfigured(next, configuration, clock.instant())
        : shown.successor(next, configuration, clock.instant());
  }

  /// A configuration alone is deployed with the image that runs (App Runner's rule); a service that
  /// never ran is tried again from its source.
  private static boolean keepsItsImage(
      Service service, Version shown, ServiceConfiguration changed) {
    return service.servingVersionNumber().isPresent()
        && changed.source().namesTheSameAs(shown.configuration().source());
  }
}
