package dev.pacer.automation;

import dev.pacer.deployment.ServiceLogs;
import dev.pacer.service.Service;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells the owners of services that their source cannot be looked at: once, until the reason changes or
/// it can be again. Safe for any thread.
final class Troubles {
  private final ServiceLogs logs;
  private final Map<Place, String> told = new ConcurrentHashMap<>();

  Troubles(ServiceLogs logs) {
    this.logs = logs;
  }

  void failed(Place place, List<Service> services, String reason) {
    if (!reason.equals(told.put(place, reason))) {
      tell(services, "Automatic deployments cannot look at the source, and try again. " + reason);
    }
  }

  void succeeded(Place place, List<Service> services) {
    if (told.remove(place) != null) {
      tell(services, "Automatic deployments look at the source again.");
    }
  }

  private void tell(List<Service> services, String text) {
    services.forEach(service -> logs.event(service, text));
  }
}
