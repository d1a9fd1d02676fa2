package dev.pacer.ingress;

import dev.pacer.ingress.HeadWriter.ConnectionLine;
import dev.pacer.ingress.http1.BodyFraming;
import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Route;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request and its answer: finds the instance, sends the request, passes the answer back, and sees
/// to it that every way this can end is told to the client and counted once.
///
/// There is one of these per client connection, used for its requests one after the other.
final class Exchange {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  private final ClientConnection client;
  private final IngressLoop loop;
  private final BodyFraming requestBody;
  private final HostNames hostNames = new HostNames();
  private boolean active;
  private @Nullable RequestHeadParser head;
  private @Nullable Route route;
  private @Nullable Backend backend;
  private @Nullable UpstreamConnection upstream;
  private boolean connected;
  private boolean keepAlive;
  private boolean beforeHttp11;
  private boolean withoutContent;
  private boolean repeatable;
  private boolean retried;
  private boolean answerBegun;
  private boolean closeDelimited;
  private long lastProgress;

  Exchange(ClientConnection client, IngressLoop loop) {
    this.client = client;
    this.loop = loop;
    this.requestBody = new BodyFraming(loop.limits().message());
  }

  /// Takes a complete request head, and gives it back to the loop when it is done with it.
  void begin(RequestHeadParser request) {
    active = true;
    head = request;
    connected = false;
    keepAlive = request.isKeepAlive();
    beforeHttp11 = request.isBeforeHttp11();
    withoutContent = request.isHead();
    repeatable = request.isIdempotent() && !request.hasBody();
    retried = false;
    answerBegun = false;
    closeDelimited = false;
    lastProgress = loop.now();
    beginBody(request);
    loop.metrics().requestBegan();
    Route found = loop.routes().current().find(hostNames.of(request));
    if (found == null) {
      answer(OwnAnswer.UNKNOWN_HOST);
    } else {
      route = found;
      connect(found.leastBusy().orElse(null), OwnAnswer.NO_INSTANCE);
    }
  }

  /// Whether more of the request's body can be taken now.
  boolean acceptsBody() {
    UpstreamConnection current = upstream;
    return current != null && connected && !requestBody.isComplete() && current.isWritable();
  }

  /// Whether the instance takes the request more slowly than the client sends it.
  boolean isCongested() {
    UpstreamConnection current = upstream;
    return current != null && connected && !current.isWritable();
  }

  /// Follows the request's body, see [BodyBytes#follow].
  int followBody(ByteBuf in) {
    return BodyBytes.follow(requestBody, in);
  }

  /// Takes bytes of the request's body.
  void sendBody(ByteBuf bytes) {
    UpstreamConnection current = upstream;
    if (current == null) {
      bytes.release();
    } else {
      current.write(bytes);
    }
  }

  void flushUpstream() {
    UpstreamConnection current = upstream;
    if (current != null && connected) {
      current.flush();
    }
  }

  void flushClient() {
    client.flush();
  }

  void progressed() {
    lastProgress = loop.now();
  }

  /// The request's body is malformed: the instance must never see it end.
  void refuseBody(Refusal refusal) {
    fail(OwnAnswer.to(refusal));
  }

  /// The client is gone.
  void abandon() {
    if (active) {
      loop.metrics().clientAborted();
      end();
    }
  }

  void tick(long now) {
    if (now - lastProgress > loop.timeouts().stall()) {
      boolean clientIsSlow = !requestBody.isComplete() && acceptsBody();
      fail(clientIsSlow ? OwnAnswer.BODY_TIMEOUT : OwnAnswer.UPSTREAM_TIMEOUT);
    }
  }

  void clientWritabilityChanged(boolean writable) {
    progressed();
    UpstreamConnection current = upstream;
    if (current != null && connected && writable) {
      current.resumeReading();
    }
  }

  void upstreamWritabilityChanged() {
    progressed();
    client.pump();
  }

  void connecting(UpstreamConnection next) {
    upstream = next;
  }

  void connected(UpstreamConnection next) {
    progressed();
    attach(next);
    client.pump();
  }

  void connectFailed(Throwable cause) {
    loop.metrics().connectFailed();
    upstream = null;
    Backend failed = releaseBackend();
    log.atDebug()
        .addKeyValue("instance", failed)
        .addKeyValue("cause", cause.getMessage())
        .log("No connection to the instance");
    Route current = route;
    if (retried || current == null || failed == null) {
      answer(OwnAnswer.CONNECT_FAILED);
    } else {
      retried = true;
      connect(current.leastBusyBut(failed).orElse(null), OwnAnswer.CONNECT_FAILED);
    }
  }

  /// Passes an answer before the answer on, if it is one that a client can be sent.
  void interim(ResponseHeadParser interim, boolean acceptable) {
    if (interim.status() == 101 || !acceptable) {
      // Upgrades are not passed on, so no instance has been asked to switch protocols.
      throw new dev.pacer.ingress.http1.RefusedException(Refusal.BAD_STATUS_LINE);
    }
    if (!beforeHttp11) {
      client.write(
          HeadWriter.response(
              client.allocator(),
              interim,
              HeaderPolicy.RESPONSE_WITHOUT_BODY,
              ConnectionLine.NONE));
    }
  }

  /// Sends the final answer's head to the client and sets up the framing of its body.
  ///
  /// @return whether the chunked coding must be taken off, for a client of HTTP/1.0
  boolean beginResponse(ResponseHeadParser response, BodyFraming body) {
    boolean empty = withoutContent || response.status() == 204 || response.status() == 304;
    boolean decoding = false;
    if (empty) {
      body.beginNone();
    } else if (response.isChunked()) {
      body.beginChunked();
      decoding = beforeHttp11;
    } else if (response.contentLength() >= 0) {
      body.beginLength(response.contentLength());
    } else {
      body.beginUntilClose();
    }
    closeDelimited = decoding || body.endsWithConnection();
    keepAlive &= !closeDelimited && !loop.isDraining();
    answerBegun = true;
    progressed();
    giveBackHead();
    loop.metrics().answered(response.status());
    client.write(
        HeadWriter.response(client.allocator(), response, policy(response), connectionLine()));
    return decoding;
  }

  /// Takes bytes of the answer's body.
  void responseBytes(ByteBuf bytes) {
    client.write(bytes);
    UpstreamConnection current = upstream;
    if (current != null && !client.isWritable()) {
      current.pauseReading();
    }
  }

  /// The answer is complete.
  void responseEnded(UpstreamConnection done, boolean reusable) {
    boolean complete = requestBody.isComplete();
    upstream = null;
    end();
    if (reusable && complete) {
      done.resumeReading();
      loop.pool().giveBack(done);
    } else {
      done.close();
    }
    client.exchangeEnded(keepAlive && complete, complete);
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
  void upstreamLost(UpstreamConnection lost, boolean anyByteAnswered) {
    upstream = null;
    Route current = route;
    // An idle connection that was closed just as the request was sent says nothing about the
    // instance.
    boolean again = lost.isReused() && !anyByteAnswered && repeatable && !retried && !answerBegun;
    if (again && current != null) {
      Backend same = releaseBackend();
      retried = true;
      loop.metrics().retried();
      connect(same, OwnAnswer.UPSTREAM_CLOSED);
    } else {
      fail(OwnAnswer.UPSTREAM_CLOSED);
    }
  }

  /// Whether a request is under way.
  boolean isActive() {
    return active;
  }

  private void beginBody(RequestHeadParser request) {
    if (request.isChunked()) {
      requestBody.beginChunked();
    } else if (request.contentLength() > 0) {
      requestBody.beginLength(request.contentLength());
    } else {
      requestBody.beginNone();
    }
  }

  private void connect(@Nullable Backend to, OwnAnswer otherwise) {
    if (to == null) {
      answer(otherwise);
      return;
    }
    backend = to;
    to.claim();
    // A second try never takes a kept connection: it may be as stale as the first one was.
    UpstreamConnection kept = retried ? null : loop.pool().lease(to.address());
    if (kept == null) {
      loop.pool().connect(to.address(), this);
    } else {
      kept.serve(this);
      attach(kept);
    }
  }

  private void attach(UpstreamConnection next) {
    upstream = next;
    connected = true;
    RequestHeadParser request = head;
    if (request == null) {
      throw new IllegalStateException("the request's head is gone before it was sent");
    }
    next.write(
        HeadWriter.request(
            client.allocator(), request, client.forwardedLines(), loop.requestIds()));
  }

  /// Answers in the instance's place; nothing of an answer was sent before.
  private void answer(OwnAnswer own) {
    boolean complete = requestBody.isComplete();
    keepAlive &= complete && !loop.isDraining();
    loop.metrics().answered(own.status());
    client.write(own.write(client.allocator(), loop.instant(), connectionLine(), !withoutContent));
    end();
    client.exchangeEnded(keepAlive, complete);
  }

  /// Gives up: tells the client why, or cuts its connection when a part of the answer was sent, so that
  /// it never takes a part for the whole.
  private void fail(OwnAnswer own) {
    leaveUpstream();
    if (answerBegun) {
      loop.metrics().answerCut();
      end();
      client.abort();
    } else {
      answer(own);
    }
  }

  private void leaveUpstream() {
    UpstreamConnection current = upstream;
    upstream = null;
    if (current != null) {
      current.abandon();
    }
  }

  private void end() {
    leaveUpstream();
    active = false;
    route = null;
    releaseBackend();
    giveBackHead();
    loop.metrics().requestEnded();
  }

  private @Nullable Backend releaseBackend() {
    Backend claimed = backend;
    backend = null;
    if (claimed != null) {
      claimed.release();
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

  private HeaderPolicy policy(ResponseHeadParser response) {
    if (response.status() == 204) {
      return HeaderPolicy.RESPONSE_WITHOUT_BODY;
    }
    return response.isChunked() && beforeHttp11
        ? HeaderPolicy.RESPONSE_WITHOUT_CODING
        : HeaderPolicy.RESPONSE;
  }

  private ConnectionLine connectionLine() {
    if (!keepAlive) {
      return ConnectionLine.CLOSE;
    }
    return beforeHttp11 ? ConnectionLine.KEEP_ALIVE : ConnectionLine.NONE;
  }
}
