package dev.pacer.api.pacer;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.service.ServiceCalls;
import dev.pacer.api.service.ServiceShapes;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceCall;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import dev.pacer.service.Versions;
import dev.pacer.wire.CallContext;
import dev.pacer.wire.Operation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// RollbackService: deploys the configuration and the very image of an earlier version once more, as a
/// new version. App Runner's operations show it as an update.
final class RollbackService implements Operation<RollbackServiceRequest, RollbackServiceResponse> {
  private final ServiceCalls calls;
  private final ServiceStore services;
  private final ServiceShapes shapes;
  private final InstantSource clock;

  RollbackService(
      ServiceCalls calls, ServiceStore services, ServiceShapes shapes, InstantSource clock) {
    this.calls = calls;
    this.services = services;
    this.shapes = shapes;
    this.clock = clock;
  }

  @Override
  public RollbackServiceResponse call(CallContext context, RollbackServiceRequest request) {
    Service service = calls.lookup().find(context, request.serviceArn());
    Begun begun =
        calls
            .begin(
                service,
                ServiceCall.ROLLBACK,
                OperationType.UPDATE_SERVICE,
                found -> Optional.of(restored(found, Optional.ofNullable(request.version()))))
            .orElseThrow();
    return new RollbackServiceResponse(shapes.full(begun.service()), begun.operationId());
  }

  private Version restored(Service service, Optional<Integer> wanted) {
    List<Version> versions = services.versions(service.id());
    int serving = service.servingVersionNumber().orElseThrow();
    Version target =
        wanted.isPresent()
            ? named(versions, wanted.get(), serving)
            : Versions.before(versions, serving)
                .orElseThrow(() ->
                    ApiErrors.invalidRequest(
                        "There is no version before the one that serves. "
                            + served(versions, serving)));
    return target.restored(services.newestVersionNumber(service.id()) + 1, clock.instant());
  }

  private static Version named(List<Version> versions, int number, int serving) {
    if (number == serving) {
      throw ApiErrors.invalidRequest("Version " + number + " is the one that serves.");
    }
    Optional<Version> found = versions.stream().filter(v -> v.number() == number).findFirst();
    if (found.isEmpty()) {
      throw ApiErrors.invalidRequest(
          "Version "
              + number
              + " does not exist or is not kept any more. "
              + served(versions, serving));
    }
    return found
        .filter(version -> version.deployedAt().isPresent())
        .orElseThrow(() ->
            ApiErrors.invalidRequest(
                "Version " + number + " never served. " + served(versions, serving)));
  }

  private static String served(List<Version> versions, int serving) {
    String numbers =
        versions.stream()
            .filter(version -> version.deployedAt().isPresent() && version.number() != serving)
            .map(version -> String.valueOf(version.number()))
            .collect(Collectors.joining(", "));
    return numbers.isEmpty()
        ? "The service has no other version that served."
        : "Versions that served: " + numbers + ".";
  }
}
