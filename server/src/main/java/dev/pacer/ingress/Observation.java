package dev.pacer.ingress;

import dev.pacer.ingress.access.AccessLine;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import org.jspecify.annotations.Nullable;

/// What is seen of one request of an [Exchange], for the counters and the access log. Used for one
/// request after the other; what a line of the log needs is copied only where there is one.
final class Observation {
  private static final int MOST_OF_PATH = 1024;
  private static final int MOST_OF_USER_AGENT = 256;

  /// A time that did not come.
  private static final long NEVER = -1;

  private final IngressLoop loop;
  private final Peer peer;
  private final RequestId id = new RequestId();
  private @Nullable Route route;
  private @Nullable Backend instance;
  private @Nullable Asked asked;
  private @Nullable String reason;
  private long began;
  private long wait;
  private long firstByte;
  private int status;
  private int attempts;
  private long bytesIn;
  private long bytesOut;

  Observation(Peer peer, IngressLoop loop) {
    this.peer = peer;
    this.loop = loop;
  }

  /// What the access log keeps of the request's head, which is used again long before the end.
  private record Asked(
      String protocol, String method, String host, String path, @Nullable String userAgent) {

    static Asked of(RequestHeadParser head, String host, Peer peer) {
      return new Asked(
          peer.protocol(head),
          head.method(),
          host,
          head.path(MOST_OF_PATH),
          head.userAgent(MOST_OF_USER_AGENT));
    }
  }

  /// @param firstByteOfRequest when it came, see [System#nanoTime]
  void began(long firstByteOfRequest) {
    loop.metrics().requestBegan();
    loop.requestIds().renew(id);
    route = null;
    instance = null;
    asked = null;
    reason = null;
    began = firstByteOfRequest;
    wait = NEVER;
    firstByte = NEVER;
    status = 0;
    attempts = 0;
    bytesIn = 0;
    bytesOut = 0;
  }

  /// The request's host leads to a service, if there is a route.
  void routed(@Nullable Route found, String host, RequestHeadParser head) {
    if (route != null || found == null) {
      return;
    }
    route = found;
    found.service().counters().began();
    if (found.options().accessLog() && loop.accessLog().isWritten()) {
      asked = Asked.of(head, host, peer);
    }
  }

  /// The request is given to an instance; not for the first time, perhaps.
  void tried() {
    if (attempts++ > 0) {
      loop.metrics().retried();
      if (route != null) {
        route.service().counters().retried();
      }
    }
  }

  void connectFailed(Backend failed) {
    loop.metrics().connectFailed();
    failed.counters().connectFailed();
    if (route != null) {
      route.service().counters().connectFailed();
    }
  }

  /// An instance takes the request.
  void taken(Backend by) {
    if (instance != by) {
      forgetInstance();
      instance = by;
      by.counters().began();
    }
    wait = System.nanoTime() - began;
  }

  /// The instance's answer begins, or the instance switches protocols.
  void answered(int answerStatus) {
    status = answerStatus;
    firstByte = System.nanoTime() - began;
    loop.metrics().answered(answerStatus);
  }

  /// The front door gives its own answer.
  void answeredHere(OwnAnswer own) {
    status = own.status();
    loop.metrics().answered(own.status());
    endedBy(own.reason());
  }

  /// The answer is cut in its middle.
  void cut(OwnAnswer own) {
    loop.metrics().answerCut();
    endedBy(own.reason());
  }

  /// The client is gone.
  void abandoned() {
    loop.metrics().clientAborted();
    endedBy(loop.isClosed() ? "shutdown" : "client-aborted");
  }

  void received(int bytes) {
    bytesIn += bytes;
  }

  void sent(int bytes) {
    bytesOut += bytes;
  }

  RequestId id() {
    return id;
  }

  /// Whether the request takes longer than its service allows.
  boolean isOverdue(long now) {
    return route != null
        && route.options().requestTimeout().isPresent()
        && now - began > route.options().requestTimeout().get().toNanos();
  }

  void ended() {
    loop.metrics().requestEnded();
    if (route == null) {
      return;
    }
    long duration = System.nanoTime() - began;
    long waited = wait == NEVER ? duration : wait;
    route.service().counters().ended(status, duration, waited, bytesIn, bytesOut);
    if (instance != null) {
      instance.counters().ended(status, duration, waited, bytesIn, bytesOut);
    }
    if (asked != null) {
      loop.accessLog().add(line(route, asked, duration));
    }
    route = null;
    instance = null;
    asked = null;
  }

  private void endedBy(String word) {
    reason = word;
    loop.metrics().reasons().add(word);
    if (route != null) {
      route.service().counters().reasons().add(word);
    }
  }

  /// It goes to another one, which is then the one that the request is counted with.
  private void forgetInstance() {
    if (instance != null) {
      instance.counters().ended(0, System.nanoTime() - began, 0, 0, 0);
    }
  }

  private AccessLine line(Route served, Asked request, long duration) {
    return new AccessLine(
        served.service(),
        loop.instant(),
        instance == null ? null : instance.instanceId(),
        peer.address(),
        peer.tls(),
        request.protocol(),
        request.method(),
        request.host(),
        request.path(),
        request.userAgent(),
        id.uuid(),
        status,
        reason,
        bytesIn,
        bytesOut,
        duration,
        wait,
        firstByte,
        attempts);
  }
}
