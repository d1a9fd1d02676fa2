package dev.pacer.ingress;

import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RefusedException;
import dev.pacer.ingress.http1.RequestHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One stream of a client's HTTP/2: puts its request into the form of HTTP/1.1, and holds back what the
/// instance cannot take yet, which the client's flow-control window bounds. Used again for later streams
/// of its connection.
final class Http2ClientStream implements Requester {
  private static final ByteBuf LINE_END =
      Unpooled.unreleasableBuffer(Unpooled.directBuffer(2).writeByte('\r').writeByte('\n'));

  private final Http2ClientConnection connection;
  private final IngressLoop loop;
  private final Http2Answer answer;
  private final Exchange exchange;
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);
  private @Nullable Http2Stream stream;
  private @Nullable Http2Headers trailers;
  private boolean accepted;
  private boolean chunked;
  private boolean received;
  private boolean sent;
  private boolean over;
  private long since;

  Http2ClientStream(Http2ClientConnection connection, IngressLoop loop) {
    this.connection = connection;
    this.loop = loop;
    this.answer = new Http2Answer(connection, loop);
    this.exchange = new Exchange(this, answer, loop);
  }

  /// Begins to serve a request.
  ///
  /// @throws MalformedFieldsException when it is none
  void begin(Http2Stream next, Http2Headers fields, boolean end) {
    stream = next;
    trailers = null;
    accepted = false;
    received = end;
    sent = end;
    over = true;
    answer.begin(next);
    RequestHeadParser head = loop.borrowRequestHead();
    try {
      readHead(fields, head);
    } catch (RefusedException refused) {
      loop.giveBack(head);
      refuse(refused.refusal());
      return;
    } catch (MalformedFieldsException malformed) {
      loop.giveBack(head);
      throw malformed;
    }
    accepted = true;
    over = false;
    exchange.begin(head, System.nanoTime());
    connection.flushUpstream(this);
  }

  /// Takes the last fields of the request.
  ///
  /// @throws MalformedFieldsException when they are not
  void trailers(Http2Headers fields) {
    Http2Fields.requireTrailers(fields);
    trailers = fields;
    received = true;
    exchange.progressed();
    pump();
  }

  /// Takes content of the request, and the buffer with it.
  void data(ByteBuf content, boolean end) {
    received |= end;
    held.add(content);
    if (over) {
      discard();
    } else {
      exchange.progressed();
      pump();
    }
  }

  /// Whether a request was taken to its end, so that nothing may follow it.
  boolean isReceived() {
    return accepted && received;
  }

  void tick(long now) {
    if (!over) {
      exchange.tick(now);
    } else if (answer.isOnItsWay() && now - since > loop.timeouts().stall()) {
      connection.reset(current(), Http2Error.CANCEL);
    }
  }

  /// Whether the client has yet to take what it was answered so far.
  boolean isAnswerOnItsWay() {
    return answer.isOnItsWay();
  }

  /// The client takes nothing any more, on any stream.
  void stalled() {
    if (!over) {
      exchange.clientStalled();
    }
  }

  void writabilityChanged() {
    since = loop.now();
    if (!over) {
      exchange.clientWritabilityChanged(isWritable());
    }
  }

  void flushUpstream() {
    exchange.flushUpstream();
  }

  /// The stream is closed, perhaps by the client and too early.
  void closed() {
    over = true;
    exchange.abandon();
    discard();
  }

  @Override
  public Peer peer() {
    return connection.peer();
  }

  @Override
  public byte[] forwardedLines() {
    return connection.forwardedLines();
  }

  @Override
  public Arrival arrival() {
    return connection.arrival();
  }

  @Override
  public ByteBufAllocator allocator() {
    return connection.context().alloc();
  }

  @Override
  public boolean isWritable() {
    return connection.encoder().flowController().isWritable(current());
  }

  @Override
  public void flush() {
    connection.flushSoon();
  }

  @Override
  public void pump() {
    try {
      while (exchange.acceptsBody()) {
        ByteBuf content = held.poll();
        if (content == null) {
          end();
          break;
        }
        sendContent(content);
      }
    } catch (RefusedException refused) {
      exchange.refuseBody(refused.refusal());
    }
    connection.flushUpstream(this);
  }

  @Override
  public void exchangeEnded(boolean goesOn, boolean requestRead) {
    over = true;
    since = loop.now();
    discard();
    answer.finish(received);
    connection.flushSoon();
  }

  @Override
  public void cut(boolean byReset) {
    over = true;
    discard();
    connection.reset(current(), Http2Error.INTERNAL_ERROR);
  }

  private Http2Stream current() {
    return Objects.requireNonNull(stream);
  }

  private void readHead(Http2Headers fields, RequestHeadParser head) {
    ByteBuf text = loop.scratch();
    chunked = Http2RequestHead.write(fields, !received, text);
    if (!HeadBytes.read(head, text) || text.isReadable()) {
      throw new RefusedException(Refusal.HEAD_TOO_LARGE);
    }
  }

  private void refuse(Refusal refusal) {
    answer.give(loop.refuse(OwnAnswer.to(refusal)), received);
    exchangeEnded(true, received);
  }

  private void sendContent(ByteBuf content) {
    int length = content.readableBytes();
    if (length == 0) {
      content.release();
      return;
    }
    if (chunked) {
      ByteBuf size = allocator().ioBuffer(12);
      ByteBufUtil.writeAscii(size, Integer.toHexString(length) + "\r\n");
      send(size);
      send(content);
      send(LINE_END.duplicate());
    } else {
      send(content);
    }
    connection.consumed(current(), length);
  }

  /// Sends the end of a request that said no length, once everything before it is sent.
  private void end() {
    if (!received || sent) {
      return;
    }
    sent = true;
    Http2Headers last = trailers;
    ByteBuf end = allocator().ioBuffer(last == null ? 8 : 256);
    ByteBufUtil.writeAscii(end, "0\r\n");
    if (last != null) {
      Http2Fields.writeLines(last, end);
    }
    end.writeBytes(LINE_END.duplicate());
    send(end);
  }

  private void send(ByteBuf bytes) {
    int followed;
    try {
      followed = exchange.followBody(bytes);
    } catch (RefusedException refused) {
      bytes.release();
      throw refused;
    }
    if (followed < bytes.readableBytes()) {
      bytes.release();
      throw new RefusedException(Refusal.BAD_CONTENT_LENGTH);
    }
    exchange.sendBody(bytes);
  }

  /// Nobody waits for these bytes, but the connection's window is for all streams.
  private void discard() {
    for (ByteBuf content = held.poll(); content != null; content = held.poll()) {
      connection.consumed(current(), content.readableBytes());
      content.release();
    }
  }
}
