package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.shapes.UpdateServiceRequest;
import dev.pacer.api.shapes.UpdateServiceResponse;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationType;
import dev.pacer.service.ImageSource;
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
    if (ConfigurationRules.isEmpty(request)
        && !(service.lifecycle() instanceof Lifecycle.CreateFailed)) {
      throw ApiErrors.invalidRequest("No configurations provided in the UpdateService request.");
    }
    Version shown = services.version(service.id(), service.versionNumber());
    ServiceConfiguration configuration =
        rules.forUpdate(service.world(), shown.configuration(), request);
    Version next =
        shown.successor(
            services.newestVersionNumber(service.id()) + 1, configuration, clock.instant());
    return keepsImage(service, shown.configuration(), configuration)
        ? shown.image().map(next::pinnedTo).orElse(next)
        : next;
  }

  /// A service that serves and whose image keeps its name is deployed without a pull, as observed at
  /// App Runner: what the name means by now is for deployments.
  private static boolean keepsImage(
      Service service, ServiceConfiguration shown, ServiceConfiguration changed) {
    return service.servingVersionNumber().isPresent()
        && shown.source() instanceof ImageSource before
        && changed.source() instanceof ImageSource after
        && before.identifier().equals(after.identifier());
  }
}
