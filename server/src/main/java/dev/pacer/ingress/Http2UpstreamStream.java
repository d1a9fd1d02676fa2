package dev.pacer.ingress;

import dev.pacer.ingress.http1.BodyFraming;
import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RefusedException;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.routes.Backend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// One exchange on a connection of HTTP/2 to an instance: the request is taken from the form of HTTP/1.1,
/// and the answer put into it.
final class Http2UpstreamStream implements Upstream {
  private final Http2UpstreamConnection connection;
  private final IngressLoop loop;
  private final BodyFraming requestBody;
  private final Trailers requestTrailers = new Trailers();
  private final Http2AnswerReader reader;
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(0);
  private @Nullable Exchange exchange;
  private @Nullable Http2Stream stream;
  private final boolean reused;
  private boolean requestSent;
  private boolean paused;
  private boolean received;

  /// @param reused whether the connection was there before
  Http2UpstreamStream(Http2UpstreamConnection connection, Exchange exchange, boolean reused) {
    this.connection = connection;
    this.loop = connection.loop();
    this.exchange = exchange;
    this.reused = reused;
    this.requestBody = new BodyFraming(loop.limits().message());
    this.reader = new Http2AnswerReader(loop);
  }

  @Override
  public Backend backend() {
    return connection.backend();
  }

  @Override
  public boolean isReused() {
    return reused;
  }

  @Override
  public boolean isWritable() {
    Http2Stream current = stream;
    return current != null && connection.encoder().flowController().isWritable(current);
  }

  @Override
  public void writeHead(
      RequestHeadParser head, Requester requester, RequestId id, boolean upgrade) {
    reader.begin(head.isHead());
    if (head.isChunked()) {
      requestBody.beginChunked();
    } else {
      requestBody.beginLength(Math.max(0, head.contentLength()));
    }
    requestSent = requestBody.isComplete();
    ByteBuf lines =
        HeadWriter.request(
            requester.allocator(), head, false, requester.forwardedLines(), id, loop.requestIds());
    try {
      stream = connection.begin(this, Http2Fields.ofRequest(lines), requestSent);
    } catch (Http2Exception full) {
      lost();
    } finally {
      lines.release();
    }
  }

  @Override
  public void write(ByteBuf bytes) {
    try {
      BodyBytes.decode(requestBody, bytes, content -> writeData(content, false), requestTrailers);
    } finally {
      bytes.release();
    }
    if (requestBody.isComplete() && !requestSent) {
      requestSent = true;
      end();
    }
  }

  @Override
  public void flush() {
    connection.flushSoon();
  }

  @Override
  public void pauseReading() {
    paused = true;
  }

  @Override
  public void resumeReading() {
    paused = false;
    deliver();
  }

  @Override
  public void abandon() {
    exchange = null;
    release();
    Http2Stream current = stream;
    if (current != null) {
      connection.reset(current, Http2Error.CANCEL);
    }
  }

  @Override
  public void done(boolean reusable) {
    Http2Stream current = stream;
    if (!requestSent && current != null) {
      connection.reset(current, Http2Error.NO_ERROR);
    }
  }

  void connected() {
    Exchange current = exchange;
    if (current != null) {
      current.connected(this);
      connection.flushSoon();
    }
  }

  void connectFailed(Throwable cause) {
    Exchange current = exchange;
    exchange = null;
    if (current != null) {
      current.connectFailed(cause);
    }
  }

  void writabilityChanged() {
    Exchange current = exchange;
    if (current != null) {
      current.upstreamWritabilityChanged();
    }
  }

  /// Takes the fields of an answer before the answer, of the answer, or its trailers.
  ///
  /// @throws MalformedFieldsException when they are none of these
  void fields(Http2Headers fields, boolean end) {
    Exchange current = exchange;
    if (current == null) {
      return;
    }
    current.progressed();
    try {
      if (reader.isBegun()) {
        reader.trailers(fields);
      } else {
        reader.head(fields, end, current);
      }
    } catch (RefusedException refused) {
      refused(refused.refusal());
      return;
    }
    received |= end;
    deliver();
  }

  /// Takes content of the answer, and the buffer with it.
  void data(ByteBuf content, boolean end) {
    received |= end;
    held.add(content);
    Exchange current = exchange;
    if (current == null) {
      release();
      return;
    }
    current.progressed();
    deliver();
  }

  void refused(Refusal refusal) {
    Exchange current = exchange;
    exchange = null;
    release();
    if (current != null) {
      Http2Stream refused = stream;
      if (refused != null) {
        connection.reset(refused, Http2Error.PROTOCOL_ERROR);
      }
      current.badResponse(refusal);
    }
  }

  /// The stream is closed, perhaps before its time. What has come already may still be held.
  void closed() {
    if (!received) {
      lost();
    }
  }

  private void lost() {
    Exchange current = exchange;
    exchange = null;
    release();
    if (current != null) {
      current.upstreamLost(this, reader.isBegun());
    }
  }

  private void deliver() {
    Exchange current = exchange;
    if (current == null || !reader.isBegun()) {
      return;
    }
    while (!paused && exchange == current) {
      ByteBuf content = held.poll();
      if (content == null) {
        finish(current);
        break;
      }
      consumed(content);
      reader.content(content, current);
    }
    connection.flushClient(current);
  }

  private void finish(Exchange current) {
    if (!received) {
      return;
    }
    if (reader.isShort()) {
      lost();
    } else {
      exchange = null;
      reader.end(current, this);
    }
  }

  private void release() {
    for (ByteBuf content = held.poll(); content != null; content = held.poll()) {
      consumed(content);
      content.release();
    }
  }

  private void consumed(ByteBuf content) {
    Http2Stream current = stream;
    if (current != null) {
      connection.consumed(current, content.readableBytes());
    }
  }

  private void end() {
    Http2Headers trailers = Http2Fields.ofTrailers(requestTrailers);
    Http2Stream current = stream;
    if (trailers.isEmpty() || current == null) {
      writeData(Unpooled.EMPTY_BUFFER, true);
    } else {
      ChannelHandlerContext out = connection.context();
      var _ =
          connection.encoder().writeHeaders(out, current.id(), trailers, 0, true, out.newPromise());
    }
  }

  private void writeData(ByteBuf content, boolean end) {
    Http2Stream current = stream;
    if (current == null) {
      content.release();
      return;
    }
    ChannelHandlerContext out = connection.context();
    var _ = connection.encoder().writeData(out, current.id(), content, 0, end, out.newPromise());
  }
}
