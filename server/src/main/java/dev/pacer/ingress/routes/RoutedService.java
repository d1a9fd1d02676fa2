package dev.pacer.ingress.routes;

import dev.pacer.ingress.metrics.RequestCounters;

/// A service as the front door sees it. Kept by identity across route tables, like [Backend]. Safe for
/// any thread.
public final class RoutedService {
  private final String id;
  private final String name;
  private final RequestCounters counters = new RequestCounters();
  private final Gate gate = new Gate();
  private final Runnable demand;
  private volatile Outlook outlook = Outlook.UNKNOWN;

  /// What becomes of a service that has no instance.
  public enum Outlook {
    UNKNOWN,
    /// An instance is being started.
    STARTING,
    /// The newest starts failed, and it is not time yet for the next try.
    FAILING
  }

  /// A service that nobody adds instances to.
  public RoutedService(String id, String name) {
    this(id, name, () -> {});
  }

  /// @param demand told of each request that has to wait for an instance; called by event loops, so it
  ///     must not block
  public RoutedService(String id, String name, Runnable demand) {
    this.id = id;
    this.name = name;
    this.demand = demand;
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

  /// A request waits at the gate. Never blocks.
  public void demand() {
    demand.run();
  }

  public void outlook(Outlook next) {
    outlook = next;
  }

  /// Whether requests wait while there is no instance at all.
  ///
  /// @param onDemand whether instances are started when there are requests
  boolean expectsInstances(boolean onDemand) {
    return switch (outlook) {
      case UNKNOWN -> onDemand;
      case STARTING -> true;
      case FAILING -> false;
    };
  }

  @Override
  public String toString() {
    return "RoutedService[" + name + " " + id + "]";
  }
}
