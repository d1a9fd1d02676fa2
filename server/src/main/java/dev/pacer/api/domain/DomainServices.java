package dev.pacer.api.domain;

import dev.pacer.api.ApiErrors;
import dev.pacer.api.service.ServiceLookup;
import dev.pacer.api.shapes.VpcDNSTarget;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStatus;
import dev.pacer.wire.CallContext;
import java.util.List;
import java.util.function.Function;

/// The services whose domains a call is about, and what domains are to point to.
///
/// @param vpcTargets what domains point to inside VPCs
record DomainServices(ServiceLookup lookup, Function<Service, List<VpcDNSTarget>> vpcTargets) {

  Service find(CallContext context, String arn) {
    Service service = lookup.find(context, arn);
    if (service.status() == ServiceStatus.DELETED) {
      throw ApiErrors.notFound("Service", arn);
    }
    return service;
  }

  /// The service, if it runs.
  ///
  /// @param done what cannot be done in a wrong state
  static Service running(Service service, String done) {
    if (service.status() != ServiceStatus.RUNNING) {
      throw ApiErrors.invalidState(
          "A custom domain cannot be "
              + done
              + " in the current state of the service: "
              + service.status()
              + ".");
    }
    return service;
  }
}
