package dev.pacer.ingress;

import dev.pacer.ingress.HeadWriter.ConnectionLine;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Answers on one stream of HTTP/2.
final class Http2Answer implements Answer {
  private static final long UNKNOWN = -1;

  private final Http2ClientConnection connection;
  private final IngressLoop loop;
  private @Nullable Http2Stream stream;
  private @Nullable ChannelFuture lastWrite;
  private boolean toHeadRequest;
  private boolean begun;
  private boolean ended;
  private long remaining;

  Http2Answer(Http2ClientConnection connection, IngressLoop loop) {
    this.connection = connection;
    this.loop = loop;
  }

  /// Answers on another stream from now on.
  void begin(Http2Stream next) {
    stream = next;
    lastWrite = null;
    toHeadRequest = false;
    begun = false;
    ended = false;
    remaining = UNKNOWN;
  }

  @Override
  public void reset(RequestHeadParser request) {
    toHeadRequest = request.isHead();
  }

  @Override
  public boolean isBegun() {
    return begun;
  }

  @Override
  public boolean isKeepAlive() {
    return true;
  }

  @Override
  public boolean endsWithConnection() {
    return false;
  }

  @Override
  public void interim(ResponseHeadParser head) {
    writeHead(Http2Fields.ofAnswer(head, HeaderPolicy.RESPONSE_WITHOUT_BODY), false);
  }

  /// HTTP/2 has no `Upgrade` (RFC 9113 section 8.6), so no request asks for it.
  @Override
  public void switchProtocols(ResponseHeadParser head) {
    throw new IllegalStateException("No protocol can be switched to on a stream of HTTP/2");
  }

  @Override
  public AnswerShape begin(ResponseHeadParser head) {
    AnswerShape shape = AnswerShape.of(head, toHeadRequest, false);
    remaining = shape == AnswerShape.LENGTH ? head.contentLength() : UNKNOWN;
    begun = true;
    ended = shape == AnswerShape.EMPTY || remaining == 0;
    HeaderPolicy policy =
        head.status() == 204 ? HeaderPolicy.RESPONSE_WITHOUT_BODY : HeaderPolicy.RESPONSE_TO_HTTP_2;
    writeHead(Http2Fields.ofAnswer(head, policy), ended);
    return shape;
  }

  @Override
  public void bytes(ByteBuf bytes) {
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    if (remaining != UNKNOWN) {
      remaining -= bytes.readableBytes();
      ended = remaining == 0;
    }
    writeData(bytes, ended);
  }

  @Override
  public void end(Trailers trailers) {
    if (ended) {
      return;
    }
    ended = true;
    Http2Headers fields = Http2Fields.ofTrailers(trailers);
    if (fields.isEmpty()) {
      writeData(Unpooled.EMPTY_BUFFER, true);
    } else {
      writeHead(fields, true);
    }
  }

  /// Own answers are written as HTTP/1.1 and translated like an instance's.
  @Override
  public void give(OwnReply own, boolean requestRead) {
    ByteBuf text =
        own.write(
            connection.context().alloc(), loop.instant(), ConnectionLine.NONE, !toHeadRequest);
    ResponseHeadParser head = loop.borrowResponseHead();
    HeadBytes.read(head, text);
    begin(head);
    loop.giveBack(head);
    bytes(text);
  }

  /// A client that has not sent the whole request is told to stop, once its answer is out
  /// (RFC 9113 section 8.1).
  ///
  /// @param received whether the whole request has come
  void finish(boolean received) {
    ChannelFuture last = lastWrite;
    if (!received && last != null) {
      Http2Stream done = current();
      var _ = last.addListener(_ -> connection.reset(done, Http2Error.NO_ERROR));
    }
  }

  /// Whether the client has yet to take what was written.
  boolean isOnItsWay() {
    ChannelFuture last = lastWrite;
    return last != null && !last.isDone();
  }

  private Http2Stream current() {
    return Objects.requireNonNull(stream);
  }

  private void writeHead(Http2Headers fields, boolean end) {
    ChannelHandlerContext out = connection.context();
    lastWrite =
        connection.encoder().writeHeaders(out, current().id(), fields, 0, end, out.newPromise());
  }

  private void writeData(ByteBuf bytes, boolean end) {
    ChannelHandlerContext out = connection.context();
    lastWrite =
        connection.encoder().writeData(out, current().id(), bytes, 0, end, out.newPromise());
  }
}
