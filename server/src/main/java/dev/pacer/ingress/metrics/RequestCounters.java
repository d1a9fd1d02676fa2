package dev.pacer.ingress.metrics;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// What became of the requests of one service, or of those that one instance took. Safe for any thread;
/// each number is exact, all of them together are no snapshot.
public final class RequestCounters {
  /// By the first digit of the status. A request without any answer has 0, whatever is 600 or more the
  /// last.
  public static final List<String> CLASSES =
      List.of("none", "1xx", "2xx", "3xx", "4xx", "5xx", "other");

  private final LongAdder[] ended = new LongAdder[CLASSES.size()];
  private final Latencies latencies = new Latencies();
  private final LongAdder inFlight = new LongAdder();
  private final LongAdder waitNanos = new LongAdder();
  private final LongAdder requestBytes = new LongAdder();
  private final LongAdder answerBytes = new LongAdder();
  private final LongAdder connectFailures = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final Reasons reasons = new Reasons();

  public RequestCounters() {
    for (int i = 0; i < ended.length; i++) {
      ended[i] = new LongAdder();
    }
  }

  public void began() {
    inFlight.increment();
  }

  /// A request is over.
  ///
  /// @param status of its answer, 0 when there was none
  /// @param nanos from its first byte to its answer's last
  /// @param waited nanoseconds until an instance was connected, or all the time when none was
  public void ended(int status, long nanos, long waited, long bytesIn, long bytesOut) {
    inFlight.decrement();
    ended[Math.min(status / 100, ended.length - 1)].increment();
    latencies.add(nanos);
    waitNanos.add(waited);
    requestBytes.add(bytesIn);
    answerBytes.add(bytesOut);
  }

  public void connectFailed() {
    connectFailures.increment();
  }

  public void retried() {
    retries.increment();
  }

  /// Requests that are being served now.
  public long inFlight() {
    return inFlight.sum();
  }

  /// Requests that are over, by the place of their class in [#CLASSES].
  public long ended(int statusClass) {
    return ended[statusClass].sum();
  }

  /// From first byte to last.
  public Latencies latencies() {
    return latencies;
  }

  /// How long requests waited for an instance that takes them, all together, in seconds.
  public double waitSeconds() {
    return waitNanos.sum() / 1e9;
  }

  /// Bytes of requests' bodies.
  public long requestBytes() {
    return requestBytes.sum();
  }

  /// Bytes of instances' answers' bodies.
  public long answerBytes() {
    return answerBytes.sum();
  }

  /// Connections to instances that did not come about.
  public long connectFailures() {
    return connectFailures.sum();
  }

  /// Requests that were given to an instance a second time.
  public long retries() {
    return retries.sum();
  }

  /// Requests that the front door ended itself, or its client gave up.
  public Reasons reasons() {
    return reasons;
  }
}
