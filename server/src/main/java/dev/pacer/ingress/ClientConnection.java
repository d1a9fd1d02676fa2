package dev.pacer.ingress;

import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RefusedException;
import dev.pacer.ingress.http1.RequestHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of a client. Its requests are served one after the other; bytes that cannot be taken
/// yet wait here, at most one read's worth, because reading pauses while any wait.
///
/// Everything runs on the connection's event loop.
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);
  private static final long LINGER = TimeUnit.SECONDS.toNanos(2);

  private final IngressLoop loop;
  private final Connections connections;
  private final Channel channel;
  private final Exchange exchange;
  private final byte[] forwardedLines;
  private @Nullable ByteBuf waiting;
  private @Nullable RequestHeadParser head;
  private boolean pumping;
  private boolean closing;
  private long since;
  private int placeInLoop;

  ClientConnection(IngressLoop loop, Connections connections, SocketChannel channel) {
    this.loop = loop;
    this.connections = connections;
    this.channel = channel;
    this.exchange = new Exchange(this, loop);
    InetSocketAddress peer = channel.remoteAddress();
    this.forwardedLines =
        HeadWriter.forwardedLines(
            peer == null ? "unknown" : peer.getAddress().getHostAddress(), "http");
    this.since = loop.now();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    loop.add(this);
    loop.metrics().connectionOpened();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closing = true;
    exchange.abandon();
    dropWaiting();
    giveBackHead();
    loop.remove(this);
    loop.metrics().connectionClosed();
    connections.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (closing) {
      in.release();
      return;
    }
    ByteBuf before = waiting;
    // Rare: reading pauses while bytes wait, but one read may consist of several buffers.
    waiting = before == null ? in : Unpooled.wrappedBuffer(before, in);
    pump();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (exchange.isActive()) {
      exchange.clientWritabilityChanged(channel.isWritable());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      log.atError().setCause(cause).log("Serving a client's connection failed");
    }
    close();
  }

  /// Takes as many of the waiting bytes as can be taken now. May be called while it runs: the running
  /// call goes on then.
  void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      boolean taken = true;
      while (taken && !closing && waiting != null && waiting.isReadable()) {
        taken = exchange.isActive() ? takeBody(waiting) : takeHead(waiting);
      }
      if (waiting != null && !waiting.isReadable()) {
        dropWaiting();
      }
    } finally {
      pumping = false;
    }
    exchange.flushUpstream();
    channel.config().setAutoRead(closing || waiting == null);
  }

  void write(ByteBuf bytes) {
    var _ = channel.write(bytes, channel.voidPromise());
  }

  void flush() {
    channel.flush();
  }

  boolean isWritable() {
    return channel.isWritable();
  }

  ByteBufAllocator allocator() {
    return channel.alloc();
  }

  /// The header lines that tell an instance about this client.
  byte[] forwardedLines() {
    return forwardedLines;
  }

  /// The request is answered.
  ///
  /// @param keepAlive whether the connection goes on
  /// @param requestTaken whether the request was read to its end
  void exchangeEnded(boolean keepAlive, boolean requestTaken) {
    since = loop.now();
    if (keepAlive && requestTaken) {
      flush();
      pump();
    } else {
      finish();
    }
  }

  void tick(long now) {
    if (exchange.isActive()) {
      exchange.tick(now);
    } else if (closing) {
      if (now - since > LINGER) {
        close();
      }
    } else if (head != null) {
      if (now - since > loop.timeouts().head()) {
        refuse(OwnAnswer.HEAD_TIMEOUT);
      }
    } else if (now - since > loop.timeouts().keepAlive()) {
      close();
    }
  }

  /// Goes on with the request that is being served or read, and with none after it.
  void drain() {
    if (!exchange.isActive() && head == null) {
      close();
    }
  }

  void close() {
    var _ = channel.close();
  }

  /// Cuts the connection, so that the client cannot take what it got for complete.
  void abort() {
    closing = true;
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    close();
  }

  void placeInLoop(int place) {
    placeInLoop = place;
  }

  int placeInLoop() {
    return placeInLoop;
  }

  /// @return whether the head is complete, and its exchange began
  private boolean takeHead(ByteBuf in) {
    RequestHeadParser parser = head;
    if (parser == null) {
      parser = loop.borrowRequestHead();
      head = parser;
      since = loop.now();
    }
    try {
      if (!HeadBytes.read(parser, in)) {
        return false;
      }
    } catch (RefusedException refused) {
      refuse(OwnAnswer.to(refused.refusal()));
      return false;
    }
    head = null;
    exchange.begin(parser);
    return true;
  }

  /// @return whether any byte was taken
  private boolean takeBody(ByteBuf in) {
    if (!exchange.acceptsBody()) {
      return false;
    }
    int length;
    try {
      length = exchange.followBody(in);
    } catch (RefusedException refused) {
      refuseBody(refused.refusal());
      return false;
    }
    exchange.progressed();
    if (length == in.readableBytes()) {
      waiting = null;
      exchange.sendBody(in);
    } else {
      exchange.sendBody(in.readRetainedSlice(length));
    }
    return length > 0;
  }

  private void refuseBody(Refusal refusal) {
    dropWaiting();
    exchange.refuseBody(refusal);
  }

  private void refuse(OwnAnswer answer) {
    giveBackHead();
    dropWaiting();
    loop.metrics().answered(answer.status());
    write(answer.write(allocator(), loop.instant(), HeadWriter.ConnectionLine.CLOSE, true));
    finish();
  }

  /// Ends the connection so that the client can read the answer to its end: what it still sends is
  /// thrown away for a while, because closing at once could destroy the answer on its way.
  private void finish() {
    closing = true;
    since = loop.now();
    dropWaiting();
    channel.config().setAutoRead(true);
    var _ =
        channel
            .writeAndFlush(Unpooled.EMPTY_BUFFER)
            .addListener(
                (ChannelFutureListener)
                    written -> {
                      if (written.isSuccess()) {
                        var _ = ((SocketChannel) channel).shutdownOutput();
                      } else {
                        close();
                      }
                    });
  }

  private void dropWaiting() {
    ByteBuf dropped = waiting;
    waiting = null;
    if (dropped != null) {
      dropped.release();
    }
  }

  private void giveBackHead() {
    RequestHeadParser parser = head;
    head = null;
    if (parser != null) {
      loop.giveBack(parser);
    }
  }
}
