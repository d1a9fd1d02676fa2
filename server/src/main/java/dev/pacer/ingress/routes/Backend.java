package dev.pacer.ingress.routes;

import dev.pacer.ingress.metrics.RequestCounters;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/// One instance as the front door sees it: where it is and how many requests it holds now.
///
/// Backends are kept by identity across route tables, so that the count goes on when a table is
/// replaced. Safe for any thread; the count is exact.
public final class Backend {
  private static final int CLOSED = Integer.MIN_VALUE;

  private final String instanceId;
  private final InetSocketAddress address;

  /// Requests in flight, or [#CLOSED]: one number, so that closing and claiming cannot cross.
  private final AtomicInteger inFlight = new AtomicInteger();

  private final RequestCounters counters = new RequestCounters();

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

  /// What became of the requests that it took.
  public RequestCounters counters() {
    return counters;
  }

  /// Requests that were given to this instance and are not answered to the end yet.
  public int inFlight() {
    return Math.max(0, inFlight.get());
  }

  /// Counts a request that is about to be sent; every success is paired with one [#release].
  ///
  /// @return false when the instance takes no request any more, whatever a route table says
  public boolean claim() {
    return inFlight.getAndUpdate(count -> count == CLOSED ? CLOSED : count + 1) != CLOSED;
  }

  public void release() {
    inFlight.decrementAndGet();
  }

  /// Takes no request any more, for good, unless one is in flight now. A request that was given to
  /// this instance by a route table that is replaced meanwhile is either counted before or refused
  /// after: it never meets an instance that is being stopped.
  ///
  /// @return whether it is closed
  public boolean closeIfIdle() {
    return inFlight.compareAndSet(0, CLOSED) || isClosed();
  }

  public boolean isClosed() {
    return inFlight.get() == CLOSED;
  }

  @Override
  public String toString() {
    return "Backend[" + instanceId + " at " + address + "]";
  }
}
