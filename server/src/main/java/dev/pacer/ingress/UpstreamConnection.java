package dev.pacer.ingress;

import dev.pacer.ingress.http1.BodyFraming;
import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RefusedException;
import dev.pacer.ingress.http1.RequestHeadParser;
import dev.pacer.ingress.http1.ResponseHeadParser;
import dev.pacer.ingress.routes.Backend;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to an instance. It serves one exchange at a time and reads exactly one final response
/// for it; bytes that nobody asked for end the connection.
final class UpstreamConnection extends ChannelInboundHandlerAdapter implements Upstream {
  private static final Logger log = LoggerFactory.getLogger(UpstreamConnection.class);
  private static final int MOST_INTERIM_ANSWERS = 64;
  private static final int SWITCHING_PROTOCOLS = 101;

  private final IngressLoop loop;
  private final Channel channel;
  private final Backend backend;
  private final BodyFraming body;
  private final Trailers trailers = new Trailers();
  private @Nullable Exchange exchange;
  private @Nullable ResponseHeadParser head;
  private boolean headRead;
  private boolean decoding;
  private boolean keepAlive;
  private int interimAnswers;
  private boolean reused;
  private boolean failed;
  private long idleSince;

  UpstreamConnection(IngressLoop loop, Channel channel, Backend backend, Exchange exchange) {
    this.loop = loop;
    this.channel = channel;
    this.backend = backend;
    this.exchange = exchange;
    this.body = new BodyFraming(loop.limits().message());
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public boolean isReused() {
    return reused;
  }

  /// Whether the instance surely still reads: its last answer is only a moment old.
  boolean isFresh() {
    return System.nanoTime() - idleSince < loop.timeouts().fresh();
  }

  boolean isIdleTooLong(long now) {
    return now - idleSince > loop.timeouts().upstreamIdle();
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  /// Begins to serve an exchange.
  void serve(Exchange next) {
    exchange = next;
    headRead = false;
    interimAnswers = 0;
    trailers.clear();
  }

  @Override
  public void writeHead(
      RequestHeadParser request, Requester requester, RequestId id, boolean upgrade) {
    write(
        HeadWriter.request(
            requester.allocator(),
            request,
            upgrade,
            requester.forwardedLines(),
            id,
            loop.requestIds()));
  }

  @Override
  public void write(ByteBuf bytes) {
    if (failed) {
      bytes.release();
    } else {
      var _ = channel.write(bytes, channel.voidPromise());
    }
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public void pauseReading() {
    channel.config().setAutoRead(false);
  }

  @Override
  public void resumeReading() {
    channel.config().setAutoRead(true);
  }

  @Override
  public void abandon() {
    exchange = null;
    close();
  }

  @Override
  public void done(boolean reusable) {
    if (reusable) {
      resumeReading();
      loop.pool().giveBack(this);
    } else {
      close();
    }
  }

  void close() {
    var _ = channel.close();
  }

  void connected() {
    Exchange current = exchange;
    if (current == null) {
      close();
    } else {
      current.connected(this);
    }
  }

  void connectFailed(Throwable cause) {
    loop.pool().remove(this);
    close();
    Exchange current = exchange;
    exchange = null;
    if (current != null) {
      current.connectFailed(cause);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    Exchange current = exchange;
    if (current == null) {
      log.atDebug().addKeyValue("instance", backend).log("Instance sent bytes without a request");
      in.release();
      close();
      return;
    }
    current.progressed();
    boolean passedOn = false;
    try {
      passedOn = take(current, in);
    } catch (RefusedException refused) {
      abandon();
      current.badResponse(refused.refusal());
    } finally {
      if (!passedOn) {
        in.release();
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    Exchange current = exchange;
    if (current != null) {
      current.flushClient();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    Exchange current = exchange;
    if (current != null && channel.isActive()) {
      current.upstreamWritabilityChanged();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.pool().remove(this);
    boolean answerBegun = headRead || head != null || interimAnswers > 0;
    giveBackHead();
    Exchange current = exchange;
    exchange = null;
    if (current == null) {
      return;
    }
    if (headRead && body.endsWithConnection() && !failed) {
      current.responseEnded(this, Trailers.NONE, false);
    } else {
      current.upstreamLost(this, answerBegun);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    failed = true;
    if (cause instanceof IOException) {
      log.atDebug()
          .addKeyValue("instance", backend)
          .addKeyValue("cause", cause.getMessage())
          .log("Connection to an instance failed");
    } else {
      log.atError().setCause(cause).log("Serving a connection to an instance failed");
      close();
    }
  }

  /// @return whether the buffer was handed on
  private boolean take(Exchange current, ByteBuf in) {
    while (in.isReadable() && exchange == current) {
      if (headRead) {
        return takeBody(current, in);
      }
      takeHead(current, in);
    }
    return false;
  }

  private void takeHead(Exchange current, ByteBuf in) {
    ResponseHeadParser parser = head;
    if (parser == null) {
      parser = loop.borrowResponseHead();
      head = parser;
    }
    if (!HeadBytes.read(parser, in)) {
      return;
    }
    if (parser.status() == SWITCHING_PROTOCOLS) {
      current.switchProtocols(parser);
      headRead = true;
      keepAlive = false;
      decoding = false;
      body.beginUntilClose();
      giveBackHead();
      return;
    }
    if (parser.isInterim()) {
      if (++interimAnswers > MOST_INTERIM_ANSWERS) {
        throw new RefusedException(Refusal.BAD_STATUS_LINE);
      }
      current.interim(parser);
      parser.clear();
      return;
    }
    headRead = true;
    keepAlive = parser.isKeepAlive();
    AnswerShape shape = current.beginResponse(parser);
    shape.begin(body, parser);
    decoding = shape == AnswerShape.DECODED;
    giveBackHead();
    if (body.isComplete()) {
      finish(current, in.isReadable());
    }
  }

  private boolean takeBody(Exchange current, ByteBuf in) {
    if (decoding) {
      BodyBytes.decode(body, in, current::responseBytes, trailers);
      if (body.isComplete()) {
        finish(current, in.isReadable());
      }
      return false;
    }
    int length = BodyBytes.follow(body, in);
    boolean whole = length == in.readableBytes();
    current.responseBytes(whole ? in : in.readRetainedSlice(length));
    if (body.isComplete()) {
      finish(current, !whole);
    }
    return whole;
  }

  private void finish(Exchange current, boolean tooMuchSent) {
    exchange = null;
    reused = true;
    // Not the loop's coarse clock, which may be a tick behind.
    idleSince = System.nanoTime();
    boolean reusable = keepAlive && !tooMuchSent && !failed && channel.isActive();
    current.responseEnded(this, trailers, reusable && Outbound.isEmpty(channel));
  }

  private void giveBackHead() {
    ResponseHeadParser parser = head;
    head = null;
    if (parser != null) {
      loop.giveBack(parser);
    }
  }
}
