package dev.pacer.ingress.routes;

import dev.pacer.ingress.metrics.RequestCounters;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One instance as the front door sees it: where it is and how many requests it holds now.
///
/// Backends are kept by identity across route tables, so that the count goes on when a table is
/// replaced. Safe for any thread; the count is exact.
public final class Backend {
  private static final int CLOSED = Integer.MIN_VALUE;
  private static final int ASLEEP = -1;
  private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);

  private final String instanceId;
  private final InetSocketAddress address;

  /// Requests in flight, or [#CLOSED], or [#ASLEEP]: one number, so that closing, falling asleep and
  /// claiming cannot cross.
  private final AtomicInteger inFlight = new AtomicInteger();

  private final RequestCounters counters = new RequestCounters();

  private final AtomicInteger naps = new AtomicInteger();

  private volatile boolean expired;

  /// When a request ended or it was woken, on the clock of [System#nanoTime]. Plain, because it is written before the
  /// count falls and read after the count.
  private long quietSince = System.nanoTime();

  /// How often in a row it could not be connected to, and until when it is left alone.
  private volatile int refusals;

  private volatile long leftAloneUntil = System.nanoTime();

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
  /// @param most requests that it may have at hand
  /// @return false when the instance has no room, sleeps, or takes no request any more, whatever a
  ///     route table says
  public boolean claim(int most) {
    int before = inFlight.getAndUpdate(count -> count < 0 || count >= most ? count : count + 1);
    return before >= 0 && before < most;
  }

  /// How many further requests it can take now: none while it sleeps.
  ///
  /// @param most requests that it may have at hand
  public int room(int most) {
    int count = inFlight.get();
    return count < 0 ? 0 : Math.max(0, most - count);
  }

  /// Takes no request until [#awake], unless one is in flight now. Its processor is taken away after
  /// that, never before.
  ///
  /// @return whether it sleeps from now on; false as well when it slept already
  public boolean fallAsleep() {
    boolean asleep = inFlight.compareAndSet(0, ASLEEP);
    if (asleep) {
      naps.incrementAndGet();
    }
    return asleep;
  }

  /// Takes requests again: its processor is back.
  ///
  /// @return whether it slept; one that was closed in its sleep stays closed
  public boolean awake() {
    quietSince = System.nanoTime();
    return inFlight.compareAndSet(ASLEEP, 0);
  }

  public boolean isAsleep() {
    return inFlight.get() == ASLEEP;
  }

  /// How often it fell asleep.
  public int naps() {
    return naps.get();
  }

  /// Since when it has no request, on the clock of [System#nanoTime]; the present while it has one.
  ///
  /// @param now see [System#nanoTime]
  public long quietSince(long now) {
    return inFlight.get() > 0 ? now : quietSince;
  }

  /// It could not be connected to, and is left alone for a while: a second, then twice as long each
  /// time, half a minute at most.
  public synchronized void refused() {
    long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(refusals, 10));
    refusals++;
    leftAloneUntil = System.nanoTime() + pause;
  }

  /// It was connected to.
  public void accepted() {
    if (refusals > 0) {
      forgive();
    }
  }

  /// Whether requests go to others, if there are any, because it refuses connections.
  public boolean isLeftAlone(long now) {
    return now - leftAloneUntil < 0;
  }

  public void release() {
    quietSince = System.nanoTime();
    inFlight.decrementAndGet();
  }

  /// The time for requests in flight is over: what is not a request with an end, such as a WebSocket, is
  /// to say goodbye now.
  public void expire() {
    expired = true;
  }

  public boolean isExpired() {
    return expired;
  }

  /// Takes no request any more, for good, unless one is in flight now. A request that was given to
  /// this instance by a route table that is replaced meanwhile is either counted before or refused
  /// after: it never meets an instance that is being stopped.
  ///
  /// @return whether it is closed
  public boolean closeIfIdle() {
    return inFlight.compareAndSet(0, CLOSED)
        || inFlight.compareAndSet(ASLEEP, CLOSED)
        || isClosed();
  }

  public boolean isClosed() {
    return inFlight.get() == CLOSED;
  }

  private synchronized void forgive() {
    refusals = 0;
    leftAloneUntil = System.nanoTime();
  }

  @Override
  public String toString() {
    return "Backend[" + instanceId + " at " + address + "]";
  }
}
