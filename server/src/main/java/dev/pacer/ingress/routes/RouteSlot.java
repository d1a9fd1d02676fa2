package dev.pacer.ingress.routes;

/// Holds the one current [RouteTable]. Publishing is a single reference write: a request sees the
/// table before or after it, never a mixture.
public final class RouteSlot {
  private volatile RouteTable current = RouteTable.EMPTY;

  public RouteTable current() {
    return current;
  }

  public void publish(RouteTable table) {
    RouteTable before = current;
    current = table;
    // Some may have waited for the instances that are new.
    for (Route route : table.byHost().values()) {
      if (route.service().gate().waiting() > 0) {
        route.service().gate().call(route.room());
      }
    }
    sendAway(before);
  }

  /// Who waits for a service that has no route any more learns that now.
  private void sendAway(RouteTable before) {
    for (Route route : before.byHost().values()) {
      if (route.service().gate().waiting() > 0 && isGone(route.service())) {
        route.service().gate().call(route.service().gate().waiting());
      }
    }
  }

  private boolean isGone(RoutedService service) {
    return current.byHost().values().stream()
        .noneMatch(route -> route.service().id().equals(service.id()));
  }
}
