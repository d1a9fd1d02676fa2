package dev.pacer.ingress;

import dev.pacer.ingress.http1.BodyFraming;
import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RefusedException;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.RouteOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its answer: finds the instance, sends the request, passes the answer back, and sees
/// to it that every way this can end is told to the client and counted once.
///
/// There is one of these per connection of HTTP/1.1, used for its requests one after the other, and one
/// per stream of HTTP/2. In here every body has its HTTP/1.1 framing, whatever the sides speak.
final class Exchange {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  /// Instances that are tried one after the other, each for up to the connect timeout.
  private static final int MOST_FAILED_CONNECTS = 3;

  private static final int CONTINUE = 100;

  /// Some applications never ask for a body and wait for it (RFC 9110 section 10.1.1).
  private static final long LONGEST_WAIT_TO_CONTINUE = TimeUnit.SECONDS.toNanos(1);

  /// A close frame with status 1001, and the same as clients send them.
  private static final ByteBuf GOING_AWAY = frame(0x88, 0x02, 0x03, 0xe9);

  private static final ByteBuf GOING_AWAY_MASKED = frame(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe9);

  private final Requester requester;
  private final Observation seen;
  private final IngressLoop loop;
  private final Answer answer;
  private final BodyFraming requestBody;
  private final HostNames hostNames = new HostNames();
  private final Choice choice;
  private final BodyPace pace;
  private byte[] accept = new byte[0];
  private boolean active;
  private @Nullable RequestHeadParser head;
  private @Nullable Backend backend;
  private @Nullable Upstream upstream;
  private boolean connected;

  /// The body stays here although the client may have sent it: an application that answers without
  /// asking for it may take it for the next request.
  private boolean awaitsContinue;

  private boolean repeatable;
  private boolean upgrade;
  private boolean tunnel;
  private @Nullable Frames webSocket;
  private @Nullable Wait wait;
  private int failedConnects;
  private long lastProgress;

  /// Both directions of a WebSocket.
  private record Frames(WebSocketFrames fromClient, WebSocketFrames fromInstance) {
    Frames() {
      this(new WebSocketFrames(), new WebSocketFrames());
    }
  }

  Exchange(Requester requester, Answer answer, IngressLoop loop) {
    this.requester = requester;
    this.seen = new Observation(requester.peer(), loop);
    this.loop = loop;
    this.answer = answer;
    this.choice = new Choice(loop.routes());
    this.requestBody = new BodyFraming(loop.limits().message());
    this.pace = new BodyPace(loop.timeouts().stall(), loop.limits().leastBodyRate());
  }

  /// Takes a complete request head, and gives it back to the loop when it is done with it.
  ///
  /// @param firstByte when its first byte came, see [System#nanoTime]
  void begin(RequestHeadParser request, long firstByte) {
    reset(request);
    seen.began(firstByte);
    OwnAnswer refusal =
        requester.arrival().refusal(request, hostNames.of(request), loop.routes().current());
    if (refusal == null) {
      choose();
    } else {
      answer(refusal);
    }
  }

  /// Whether more of the request's body can be taken now.
  boolean acceptsBody() {
    Upstream current = upstream;
    return current != null
        && connected
        && !awaitsContinue
        && !requestBody.isComplete()
        && current.isWritable();
  }

  /// Whether the instance takes the request more slowly than the client sends it.
  boolean isCongested() {
    Upstream current = upstream;
    return current != null && connected && !current.isWritable();
  }

  /// Follows the request's body, see [BodyBytes#follow].
  int followBody(ByteBuf in) {
    return BodyBytes.follow(requestBody, in);
  }

  /// Takes bytes of the request's body.
  void sendBody(ByteBuf bytes) {
    Upstream current = upstream;
    if (current == null) {
      bytes.release();
    } else {
      seen.received(bytes.readableBytes());
      pace.took(bytes.readableBytes());
      if (webSocket != null) {
        webSocket.fromClient().follow(bytes);
      }
      current.write(bytes);
    }
  }

  void flushUpstream() {
    Upstream current = upstream;
    if (current != null && connected) {
      current.flush();
    }
  }

  void flushClient() {
    requester.flush();
  }

  void progressed() {
    lastProgress = loop.now();
  }

  /// The request's body is malformed: the instance must never see it end.
  void refuseBody(Refusal refusal) {
    fail(OwnAnswer.to(refusal));
  }

  /// The client stopped reading for longer than it may.
  void clientStalled() {
    fail(OwnAnswer.CLIENT_STALLED);
  }

  /// The time for this exchange is over, because one of its ends stops. A WebSocket is told so on both
  /// sides (RFC 6455 section 7.4.1), where that does not fall into the middle of another frame.
  ///
  /// @return false when this is no WebSocket, and nothing was done
  boolean goAway() {
    Upstream current = upstream;
    if (webSocket == null || current == null) {
      return false;
    }
    if (webSocket.fromInstance().isBetweenFrames()) {
      answer.bytes(GOING_AWAY.duplicate());
    }
    if (webSocket.fromClient().isBetweenFrames()) {
      current.write(GOING_AWAY_MASKED.duplicate());
      current.flush();
    }
    seen.cut(OwnAnswer.GOING_AWAY);
    end();
    requester.cut(false);
    return true;
  }

  /// The client is gone.
  void abandon() {
    if (active) {
      seen.abandoned();
      end();
    }
  }

  void tick(long now) {
    Backend current = backend;
    if (current != null && current.isExpired() && goAway()) {
      return;
    }
    long patience = Math.min(LONGEST_WAIT_TO_CONTINUE, loop.timeouts().stall() / 2);
    if (awaitsContinue && connected && now - lastProgress > patience) {
      sendHeldBody();
    }
    OwnAnswer overdue = overdue(now);
    if (overdue != null) {
      fail(overdue);
    }
  }

  void clientWritabilityChanged(boolean writable) {
    progressed();
    Upstream current = upstream;
    if (current != null && connected && writable) {
      current.resumeReading();
    }
  }

  void upstreamWritabilityChanged() {
    progressed();
    requester.pump();
  }

  void connecting(Upstream next) {
    upstream = next;
  }

  void connected(Upstream next) {
    progressed();
    attach(next);
    requester.pump();
  }

  void connectFailed(Throwable cause) {
    upstream = null;
    Backend failed = Objects.requireNonNull(releaseBackend());
    seen.connectFailed(failed);
    failed.refused();
    log.atDebug()
        .addKeyValue("instance", failed)
        .addKeyValue("cause", cause.getMessage())
        .log("No connection to the instance");
    // Nothing was sent, so whatever the request asks for may be asked of another instance.
    if (++failedConnects < MOST_FAILED_CONNECTS) {
      choose();
    } else {
      answer(OwnAnswer.CONNECT_FAILED);
    }
  }

  /// Passes an answer before the answer on.
  void interim(ResponseHeadParser interim) {
    answer.interim(interim);
    if (interim.status() == CONTINUE) {
      sendHeldBody();
    }
  }

  /// The instance switches to another protocol, if the client asked it to.
  ///
  /// @throws RefusedException when nobody asked
  void switchProtocols(ResponseHeadParser consent) {
    if (!upgrade || !consent.isUpgrade()) {
      throw new RefusedException(Refusal.BAD_STATUS_LINE);
    }
    giveBackHead();
    tunnel = true;
    webSocket = consent.isWebSocket() ? new Frames() : null;
    requestBody.beginUntilClose();
    seen.answered(consent.status());
    answer.switchProtocols(consent);
    requester.pump();
  }

  /// Sends the final answer's head to the client, whose shape is returned.
  AnswerShape beginResponse(ResponseHeadParser response) {
    giveBackHead();
    seen.answered(response.status());
    return answer.begin(response);
  }

  /// Takes bytes of the answer's body.
  void responseBytes(ByteBuf bytes) {
    seen.sent(bytes.readableBytes());
    if (webSocket != null) {
      webSocket.fromInstance().follow(bytes);
    }
    answer.bytes(bytes);
    Upstream current = upstream;
    if (current != null && !requester.isWritable()) {
      current.pauseReading();
    }
  }

  /// The answer is complete.
  void responseEnded(Upstream done, Trailers trailers, boolean reusable) {
    boolean complete = requestBody.isComplete();
    upstream = null;
    end();
    done.done(reusable && complete);
    answer.end(trailers);
    requester.exchangeEnded(answer.isKeepAlive() && complete, complete);
  }

  void badResponse(Refusal refusal) {
    log.atDebug()
        .addKeyValue("instance", backend)
        .addKeyValue("reason", refusal.word())
        .log("The instance's answer was refused");
    upstream = null;
    fail(OwnAnswer.BAD_RESPONSE);
  }

  /// The instance's connection is closed before the end of the answer.
  void upstreamLost(Upstream lost, boolean anyByteAnswered) {
    upstream = null;
    connected = false;
    Backend target = backend;
    // An idle connection that was closed just as the request was sent says nothing about the
    // instance.
    boolean again = lost.isReused() && !anyByteAnswered && repeatable;
    if (again && target != null) {
      seen.tried();
      loop.upstreams(choice.protocol()).connect(target, this);
    } else {
      fail(OwnAnswer.UPSTREAM_CLOSED);
    }
  }

  /// What has taken too long, and so ends the request; null while nothing has.
  private @Nullable OwnAnswer overdue(long now) {
    if (seen.isOverdue(now)) {
      return OwnAnswer.REQUEST_TIMEOUT;
    }
    if (wait != null) {
      return wait.isTooLong(now) ? choice.overdue() : null;
    }
    IngressLoop.Timeouts timeouts = loop.timeouts();
    long still = now - lastProgress;
    if (tunnel) {
      return still > timeouts.tunnel() ? OwnAnswer.TUNNEL_IDLE : null;
    }
    if (!isLeftToClient()) {
      pace.restart(now);
    } else if (pace.isTooSlow(now)) {
      return OwnAnswer.BODY_TIMEOUT;
    }
    if (requestBody.isComplete() && !answer.isBegun()) {
      return still > timeouts.firstByte() ? OwnAnswer.UPSTREAM_TIMEOUT : null;
    }
    if (still <= timeouts.stall()) {
      return null;
    }
    if (acceptsBody()) {
      return OwnAnswer.BODY_TIMEOUT;
    }
    return requester.isWritable() ? OwnAnswer.UPSTREAM_STALLED : OwnAnswer.CLIENT_STALLED;
  }

  /// Whether only the client's body is waited for. Not where the answer has begun or the protocol is
  /// that of gRPC: such streams may well be silent for long.
  private boolean isLeftToClient() {
    return acceptsBody() && !answer.isBegun() && choice.protocol() == RouteOptions.Protocol.HTTP1;
  }

  private static ByteBuf frame(int... octets) {
    ByteBuf bytes = Unpooled.directBuffer(octets.length);
    for (int octet : octets) {
      bytes.writeByte(octet);
    }
    return Unpooled.unreleasableBuffer(bytes);
  }

  private void sendHeldBody() {
    awaitsContinue = false;
    progressed();
    requester.pump();
  }

  private void reset(RequestHeadParser request) {
    active = true;
    awaitsContinue = request.expectsContinue();
    head = request;
    connected = false;
    answer.reset(request);
    upgrade = request.isUpgrade() && !request.hasBody();
    tunnel = false;
    webSocket = null;
    accept = request.accept();
    repeatable = request.isIdempotent() && !request.hasBody() && !upgrade;
    failedConnects = 0;
    choice.reset();
    lastProgress = loop.now();
    pace.restart(lastProgress);
    if (request.isChunked()) {
      requestBody.beginChunked();
    } else {
      requestBody.beginLength(Math.max(0, request.contentLength()));
    }
  }

  /// A wait is over: there may be room.
  ///
  /// @return false when the request is not waiting any more
  boolean enterWith(Wait ended) {
    if (wait != ended) {
      return false;
    }
    wait = null;
    String host = hostNames.of(Objects.requireNonNull(head));
    Backend target = choice.claim(host);
    if (target == null && choice.isFull()) {
      ended.beginAgain();
      target = lookOnceMore(ended, host);
    }
    if (target != null) {
      send(target);
      requester.pump();
    } else if (wait == null) {
      answer(choice.refusal());
    }
    return true;
  }

  private void choose() {
    RequestHeadParser request = Objects.requireNonNull(head);
    String host = hostNames.of(request);
    Backend target = choice.claim(host);
    seen.routed(choice.route(), host, request);
    if (target == null && choice.isFull()) {
      target = await(host);
    }
    if (target != null) {
      send(target);
    } else if (wait == null) {
      answer(choice.refusal());
    }
  }

  /// Waits for an instance with room, unless too many do or there is one after all.
  private @Nullable Backend await(String host) {
    Wait next = new Wait(this, loop, Objects.requireNonNull(choice.route()));
    return next.begin() ? lookOnceMore(next, host) : null;
  }

  /// The place at the gate is taken; whoever got room before that called somebody else, or nobody.
  private @Nullable Backend lookOnceMore(Wait place, String host) {
    Backend target = choice.claim(host);
    if (target == null && choice.isFull()) {
      wait = place;
      place.demand();
    } else {
      place.end();
    }
    return target;
  }

  private void send(Backend target) {
    seen.tried();
    backend = target;
    Upstreams upstreams = loop.upstreams(choice.protocol());
    Upstream spare = upstreams.lease(target, this, !repeatable);
    if (spare == null) {
      upstreams.connect(target, this);
    } else {
      attach(spare);
    }
  }

  private void attach(Upstream next) {
    upstream = next;
    connected = true;
    seen.taken(next.backend());
    next.backend().accepted();
    next.writeHead(Objects.requireNonNull(head), requester, seen.id(), upgrade);
    if (!repeatable || !next.isReused()) {
      giveBackHead();
    }
  }

  private void fail(OwnAnswer own) {
    if (answer.isBegun()) {
      seen.cut(own);
      end();
      requester.cut(answer.endsWithConnection());
    } else {
      answer(own);
    }
  }

  private void answer(OwnAnswer own) {
    boolean complete = requestBody.isComplete();
    seen.answeredHere(own);
    end();
    answer.give(OwnReply.to(accept, seen.id(), own), complete);
    requester.exchangeEnded(answer.isKeepAlive(), complete);
  }

  private void end() {
    active = false;
    seen.ended();
    Wait unfinished = wait;
    wait = null;
    if (unfinished != null) {
      unfinished.end();
    }
    var _ = releaseBackend();
    giveBackHead();
    Upstream current = upstream;
    upstream = null;
    if (current != null) {
      current.abandon();
    }
  }

  private @Nullable Backend releaseBackend() {
    Backend claimed = backend;
    backend = null;
    if (claimed != null) {
      claimed.release();
      Objects.requireNonNull(choice.route()).service().gate().call(1);
    }
    return claimed;
  }

  private void giveBackHead() {
    RequestHeadParser request = head;
    head = null;
    if (request != null) {
      loop.giveBack(request);
    }
  }
}
