package dev.pacer.ingress;

import dev.pacer.ingress.metrics.Reasons;
import java.util.concurrent.atomic.LongAdder;

/// What the front door has done since it started. Written by the event loops, read by anyone; each
/// number is exact, all of them together are no snapshot.
public final class IngressMetrics {
  private final LongAdder[] answers = new LongAdder[5];
  private final LongAdder otherAnswers = new LongAdder();
  private final LongAdder inFlight = new LongAdder();
  private final LongAdder connectFailures = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder cutAnswers = new LongAdder();
  private final LongAdder clientAborts = new LongAdder();
  private final LongAdder openConnections = new LongAdder();
  private final LongAdder refusedConnections = new LongAdder();
  private final Reasons reasons = new Reasons();
  private final LongAdder handshakes = new LongAdder();
  private final LongAdder failedHandshakes = new LongAdder();

  IngressMetrics() {
    for (int i = 0; i < answers.length; i++) {
      answers[i] = new LongAdder();
    }
  }

  /// Final answers whose status begins with `statusClass`, 1 to 5, the front door's own among them.
  public long answers(int statusClass) {
    return answers[statusClass - 1].sum();
  }

  /// Final answers with a status of 600 or more.
  public long otherAnswers() {
    return otherAnswers.sum();
  }

  /// Requests that are being served now.
  public long inFlight() {
    return inFlight.sum();
  }

  /// Connections to instances that did not come about.
  public long connectFailures() {
    return connectFailures.sum();
  }

  /// Requests that were given to an instance a second time.
  public long retries() {
    return retries.sum();
  }

  /// Answers that were begun and could not be brought to their end.
  public long cutAnswers() {
    return cutAnswers.sum();
  }

  /// Requests whose client went away before the end of the answer.
  public long clientAborts() {
    return clientAborts.sum();
  }

  /// Client connections that are open now.
  public long openConnections() {
    return openConnections.sum();
  }

  /// Client connections closed at once because there were too many.
  public long refusedConnections() {
    return refusedConnections.sum();
  }

  /// Requests that the front door ended itself, or that their clients gave up; by reason, those that
  /// led to no service among them.
  public Reasons reasons() {
    return reasons;
  }

  /// TLS handshakes that came to their end.
  public long handshakes() {
    return handshakes.sum();
  }

  /// TLS handshakes that failed or took too long.
  public long failedHandshakes() {
    return failedHandshakes.sum();
  }

  void requestBegan() {
    inFlight.increment();
  }

  void requestEnded() {
    inFlight.decrement();
  }

  void answered(int status) {
    int statusClass = status / 100;
    if (statusClass <= answers.length) {
      answers[statusClass - 1].increment();
    } else {
      otherAnswers.increment();
    }
  }

  /// A request was refused before it was known where it leads.
  void refused(OwnAnswer own) {
    answered(own.status());
    reasons.add(own.reason());
  }

  void connectFailed() {
    connectFailures.increment();
  }

  void retried() {
    retries.increment();
  }

  void answerCut() {
    cutAnswers.increment();
  }

  void clientAborted() {
    clientAborts.increment();
  }

  void connectionOpened() {
    openConnections.increment();
  }

  void connectionClosed() {
    openConnections.decrement();
  }

  void connectionRefused() {
    refusedConnections.increment();
  }

  void handshakeDone() {
    handshakes.increment();
  }

  void handshakeFailed() {
    failedHandshakes.increment();
  }
}
