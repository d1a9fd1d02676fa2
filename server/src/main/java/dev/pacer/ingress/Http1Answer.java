package dev.pacer.ingress;

import dev.pacer.ingress.HeadWriter.ConnectionLine;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;
import io.netty.buffer.ByteBuf;

/// Answers on a connection of HTTP/1.1 or 1.0.
final class Http1Answer implements Answer {
  private final ClientConnection client;
  private final IngressLoop loop;
  private boolean toHeadRequest;
  private boolean beforeHttp11;
  private boolean keepAlive;
  private boolean begun;
  private boolean endsWithConnection;

  Http1Answer(ClientConnection client, IngressLoop loop) {
    this.client = client;
    this.loop = loop;
  }

  @Override
  public void reset(RequestHeadParser request) {
    toHeadRequest = request.isHead();
    beforeHttp11 = request.isBeforeHttp11();
    keepAlive = request.isKeepAlive();
    begun = false;
    endsWithConnection = false;
  }

  @Override
  public boolean isBegun() {
    return begun;
  }

  @Override
  public boolean isKeepAlive() {
    return keepAlive;
  }

  @Override
  public boolean endsWithConnection() {
    return endsWithConnection;
  }

  @Override
  public void interim(ResponseHeadParser head) {
    if (!beforeHttp11) {
      write(head, HeaderPolicy.RESPONSE_WITHOUT_BODY, ConnectionLine.NONE);
    }
  }

  @Override
  public void switchProtocols(ResponseHeadParser head) {
    endsWithConnection = true;
    keepAlive = false;
    begun = true;
    write(head, HeaderPolicy.RESPONSE_TO_UPGRADE, ConnectionLine.UPGRADE);
  }

  @Override
  public AnswerShape begin(ResponseHeadParser head) {
    AnswerShape shape = AnswerShape.of(head, toHeadRequest, !beforeHttp11);
    endsWithConnection = shape.endsWithConnection();
    keepAlive &= !endsWithConnection && !loop.isDraining();
    begun = true;
    write(head, AnswerShape.policy(head, beforeHttp11), connectionLine());
    return shape;
  }

  @Override
  public void bytes(ByteBuf bytes) {
    client.write(bytes);
  }

  /// A client of HTTP/1.1 got the trailers with the bytes, one of HTTP/1.0 knows none.
  @Override
  public void end(Trailers trailers) {}

  @Override
  public void give(OwnReply own, boolean requestRead) {
    keepAlive &= requestRead && !loop.isDraining();
    begun = true;
    client.write(own.write(client.allocator(), loop.instant(), connectionLine(), !toHeadRequest));
  }

  private void write(ResponseHeadParser head, HeaderPolicy policy, ConnectionLine connection) {
    client.write(HeadWriter.response(client.allocator(), head, policy, connection));
  }

  private ConnectionLine connectionLine() {
    if (!keepAlive) {
      return ConnectionLine.CLOSE;
    }
    return beforeHttp11 ? ConnectionLine.KEEP_ALIVE : ConnectionLine.NONE;
  }
}
