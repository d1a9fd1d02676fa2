package dev.pacer.ingress.routes;

import dev.pacer.ingress.metrics.RequestCounters;

/// A service as the front door sees it. Kept by identity across route tables, like [Backend].
public final class RoutedService {
  private final String id;
  private final String name;
  private final RequestCounters counters = new RequestCounters();
  private final Gate gate = new Gate();

  public RoutedService(String id, String name) {
    this.id = id;
    this.name = name;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public RequestCounters counters() {
    return counters;
  }

  /// Where its requests wait for an instance with room.
  public Gate gate() {
    return gate;
  }

  @Override
  public String toString() {
    return "RoutedService[" + name + " " + id + "]";
  }
}
