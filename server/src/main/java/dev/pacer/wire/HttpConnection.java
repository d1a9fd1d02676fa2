package dev.pacer.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection of an [HttpListener]:
///
/// ```
///  IDLE ──first byte──▶ READING ──last byte──▶ HANDLING ──answered──▶ IDLE
///    │                     │ refused              │ answered, last
///    └──idle──▶ closed ◀───┴──▶ LINGERING ──▶ closed ◀──┘
/// ```
///
/// One request is handled at a time; what the peer sends meanwhile waits. Every field belongs to the
/// connection's event loop.
final class HttpConnection extends ChannelInboundHandlerAdapter {

  private enum Phase {
    IDLE,
    READING,
    HANDLING,
    LINGERING
  }

  private final HttpListener listener;
  private final Channel channel;
  private final Queue<HttpObject> waiting = new ArrayDeque<>();
  private Phase phase = Phase.IDLE;
  private boolean last;
  private @Nullable RequestAssembler assembler;
  private @Nullable Future<?> timer;

  HttpConnection(HttpListener listener, Channel channel) {
    this.listener = listener;
    this.channel = channel;
  }

  /// Asks the connection to end after the request that it is busy with. Any thread.
  void finish() {
    channel.eventLoop().execute(this::finishOnLoop);
  }

  /// Ends the connection at once. Any thread.
  void abort() {
    var _ = channel.close();
  }

  /// The first sight of incoming bytes, before they make a message.
  void bytesArrived() {
    if (phase == Phase.IDLE) {
      startReading();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (listener.admit(this)) {
      startIdling();
    } else {
      abort();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelTimer();
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    listener.forget(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    waiting.add((HttpObject) message);
    takeWaiting();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      last = true;
      if (phase != Phase.HANDLING) {
        abort();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    abort();
  }

  private void finishOnLoop() {
    last = true;
    if (phase == Phase.IDLE) {
      abort();
    }
  }

  private void takeWaiting() {
    while (phase != Phase.HANDLING && !waiting.isEmpty()) {
      HttpObject part = waiting.remove();
      try {
        take(part);
      } catch (AwsException e) {
        refuse(e);
      } finally {
        ReferenceCountUtil.release(part);
      }
    }
  }

  private void take(HttpObject part) {
    if (phase == Phase.LINGERING) {
      return;
    }
    if (part instanceof io.netty.handler.codec.http.HttpRequest head) {
      begin(head);
    }
    if (part instanceof HttpContent content) {
      RequestAssembler current = Objects.requireNonNull(assembler);
      if (content.decoderResult().isFailure()) {
        throw RequestAssembler.unreadable();
      }
      current.add(content.content());
      if (content instanceof LastHttpContent) {
        hand(current);
      }
    }
  }

  private void begin(io.netty.handler.codec.http.HttpRequest head) {
    if (phase == Phase.IDLE) {
      startReading();
    }
    RequestAssembler started = new RequestAssembler(head, listener.limits().bodyBytes());
    if (started.expectsContinue()) {
      var _ =
          channel.writeAndFlush(
              new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
    assembler = started;
  }

  private void hand(RequestAssembler whole) {
    phase = Phase.HANDLING;
    cancelTimer();
    channel.config().setAutoRead(false);
    assembler = null;
    last |= !whole.keepsAlive();
    listener.handle(
        whole.request((InetSocketAddress) channel.remoteAddress()), this::answerFromAnyThread);
  }

  private void answerFromAnyThread(FullHttpResponse response) {
    channel.eventLoop().execute(() -> answer(response));
  }

  private void answer(FullHttpResponse response) {
    if (!channel.isActive()) {
      response.release();
      return;
    }
    last |= listener.isStopping();
    HttpUtil.setKeepAlive(response, !last);
    startTimer(listener.timeouts().response(), this::abort);
    send(response, this::answered);
  }

  private void answered() {
    if (last) {
      abort();
    } else {
      startIdling();
      channel.config().setAutoRead(true);
      takeWaiting();
    }
  }

  /// Answers a request that was not read to its end, and keeps reading for a while without use: to
  /// close with unread bytes would make the peer's system throw the answer away.
  private void refuse(AwsException error) {
    phase = Phase.LINGERING;
    assembler = null;
    FullHttpResponse response = listener.response(ErrorResponses.of(error));
    HttpUtil.setKeepAlive(response, false);
    startTimer(listener.timeouts().linger(), this::abort);
    send(
        response,
        () -> {
          var _ = ((DuplexChannel) channel).shutdownOutput();
        });
  }

  private void send(FullHttpResponse response, Runnable then) {
    var _ =
        channel
            .writeAndFlush(response)
            .addListener(sent -> {
              if (sent.isSuccess()) {
                then.run();
              } else {
                abort();
              }
            });
  }

  private void startIdling() {
    phase = Phase.IDLE;
    startTimer(listener.timeouts().idle(), this::abort);
  }

  private void startReading() {
    phase = Phase.READING;
    startTimer(
        listener.timeouts().request(),
        () ->
            refuse(
                AwsException.requestTimeout(
                    "The request did not arrive within "
                        + listener.timeouts().request().toSeconds()
                        + " seconds.")));
  }

  private void startTimer(Duration delay, Runnable action) {
    cancelTimer();
    timer = channel.eventLoop().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
