package dev.pacer.ingress.routes;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/// One instance as the front door sees it: where it is and how many requests it holds now.
///
/// Backends are kept by identity across route tables, so that the count goes on when a table is
/// replaced. Safe for any thread; the count is exact.
public final class Backend {
  private final String instanceId;
  private final InetSocketAddress address;
  private final AtomicInteger inFlight = new AtomicInteger();

  public Backend(String instanceId, InetSocketAddress address) {
    this.instanceId = instanceId;
    this.address = address;
  }

  public String instanceId() {
    return instanceId;
  }

  public InetSocketAddress address() {
    return address;
  }

  /// Requests that were given to this instance and are not answered to the end yet.
  public int inFlight() {
    return inFlight.get();
  }

  /// Counts a request that is about to be sent; every call is paired with one [#release].
  public void claim() {
    inFlight.incrementAndGet();
  }

  public void release() {
    inFlight.decrementAndGet();
  }

  @Override
  public String toString() {
    return "Backend[" + instanceId + " at " + address + "]";
  }
}
