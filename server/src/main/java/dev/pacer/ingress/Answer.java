package dev.pacer.ingress;

import dev.pacer.ingress.HeadWriter.ConnectionLine;
import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RefusedException;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;

/// The client's side of an [Exchange]: what the request allows its answer to be, and how far the answer
/// is.
final class Answer {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final ClientConnection client;
  private final IngressLoop loop;
  private boolean toHeadRequest;
  private boolean beforeHttp11;
  private boolean keepAlive;
  private boolean begun;
  private boolean endsWithConnection;

  Answer(ClientConnection client, IngressLoop loop) {
    this.client = client;
    this.loop = loop;
  }

  void reset(RequestHeadParser request) {
    toHeadRequest = request.isHead();
    beforeHttp11 = request.isBeforeHttp11();
    keepAlive = request.isKeepAlive();
    begun = false;
    endsWithConnection = false;
  }

  /// Whether the final answer's head was sent: nothing else can be answered from then on.
  boolean isBegun() {
    return begun;
  }

  /// Whether the client's connection may go on after the answer.
  boolean isKeepAlive() {
    return keepAlive;
  }

  /// Whether the client takes the end of its connection for the end of the answer.
  boolean endsWithConnection() {
    return endsWithConnection;
  }

  /// Passes on an answer before the answer, unless the client is too old for such.
  ///
  /// @throws RefusedException for 101: upgrades are not passed on, so nobody asked to switch protocols
  void interim(ResponseHeadParser head) {
    if (head.status() == SWITCHING_PROTOCOLS) {
      throw new RefusedException(Refusal.BAD_STATUS_LINE);
    }
    if (!beforeHttp11) {
      client.write(
          HeadWriter.response(
              client.allocator(), head, HeaderPolicy.RESPONSE_WITHOUT_BODY, ConnectionLine.NONE));
    }
  }

  /// Sends the head of an instance's answer.
  AnswerShape begin(ResponseHeadParser head) {
    AnswerShape shape = AnswerShape.of(head, toHeadRequest, beforeHttp11);
    endsWithConnection = shape.endsWithConnection();
    keepAlive &= !endsWithConnection && !loop.isDraining();
    begun = true;
    loop.metrics().answered(head.status());
    HeaderPolicy policy = AnswerShape.policy(head, beforeHttp11);
    client.write(HeadWriter.response(client.allocator(), head, policy, connectionLine()));
    return shape;
  }

  /// Sends an answer of the front door's own.
  ///
  /// @param requestRead whether the request was read to its end; the connection ends otherwise
  void give(OwnAnswer own, boolean requestRead) {
    keepAlive &= requestRead && !loop.isDraining();
    begun = true;
    loop.metrics().answered(own.status());
    client.write(own.write(client.allocator(), loop.instant(), connectionLine(), !toHeadRequest));
  }

  private ConnectionLine connectionLine() {
    if (!keepAlive) {
      return ConnectionLine.CLOSE;
    }
    return beforeHttp11 ? ConnectionLine.KEEP_ALIVE : ConnectionLine.NONE;
  }
}
