package dev.pacer.api.service;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.Worlds;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStatus;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.Arn;
import dev.pacer.wire.CallContext;
import java.util.Optional;

/// Finds the service that a call names. A service of another account or region does not exist for
/// the caller.
public final class ServiceLookup {
  private final ServiceStore services;

  public ServiceLookup(ServiceStore services) {
    this.services = services;
  }

  /// @throws dev.pacer.wire.AwsException InvalidRequestException when the ARN is not a service's,
  ///     ResourceNotFoundException when there is no such service
  public Service find(CallContext context, String serviceArn) {
    return search(context, serviceArn).orElseThrow(() -> ApiErrors.notFound("Service", serviceArn));
  }

  /// A service that is not deleted, for operations of which the model declares no
  /// ResourceNotFoundException.
  ///
  /// @throws dev.pacer.wire.AwsException InvalidRequestException when there is no such service
  public Service findLiving(CallContext context, String serviceArn) {
    return search(context, serviceArn)
        .filter(service -> service.status() != ServiceStatus.DELETED)
        .orElseThrow(() -> ApiErrors.unknown("Service", serviceArn));
  }

  private Optional<Service> search(CallContext context, String serviceArn) {
    Arn arn =
        Arn.parse(serviceArn)
            .filter(parsed -> parsed.service().equals("apprunner"))
            .filter(parsed -> parsed.resource().matches("service/[^/]+/[0-9a-f]{32}"))
            .orElseThrow(() ->
                ApiErrors.invalidRequest(
                    "The ARN '" + serviceArn + "' isn't the ARN of an App Runner service."));
    String id = arn.resource().substring(arn.resource().lastIndexOf('/') + 1);
    return services
        .find(id)
        .filter(service -> service.world().equals(Worlds.of(context)))
        .filter(service -> service.arn().equals(arn));
  }
}
