package dev.pacer.ingress;

import dev.pacer.ingress.http1.Refusal;
import dev.pacer.ingress.http1.RefusedException;
import dev.pacer.ingress.http1.RequestHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: reads request heads, lets its [Exchange] serve them strictly one after the
/// other, and holds back what came too early. A client that closes its side, even half, has given up.
final class ClientConnection extends ChannelInboundHandlerAdapter implements Requester, LoopClient {
  private static final Logger log = LoggerFactory.getLogger(ClientConnection.class);

  /// How long a client may go on sending after its last answer. Closing at once would reset the
  /// connection, and the answer could be lost with it (RFC 9112 section 9.6).
  private static final long LONGEST_LINGER = TimeUnit.SECONDS.toNanos(2);

  private enum Phase {
    /// Between requests.
    WAITING,
    HEAD,
    EXCHANGE,
    /// The last answer is on its way; input is thrown away.
    CLOSING,
    /// The last answer is out, the client has to close.
    LINGERING
  }

  private final IngressLoop loop;
  private final SocketChannel channel;
  private final Peer peer;
  private final Arrival arrival;
  private final byte[] forwardedLines;
  private final Exchange exchange;
  private final HeldInput held = new HeldInput();
  private @Nullable RequestHeadParser head;
  private Phase phase = Phase.WAITING;
  private boolean beforeFirstRequest = true;
  private long since;
  private long firstByte;
  private boolean inReadBurst;
  private boolean pumping;
  private int placeInLoop;

  ClientConnection(IngressLoop loop, SocketChannel channel, Arrival arrival) {
    this.loop = loop;
    this.channel = channel;
    this.peer = new Peer(ClientAddress.text(channel), arrival.scheme().equals("https"), false);
    this.arrival = arrival;
    this.forwardedLines = HeadWriter.forwardedLines(peer.address(), arrival.scheme());
    this.exchange = new Exchange(this, new Http1Answer(this, loop), loop);
    this.since = loop.now();
  }

  @Override
  public int placeInLoop() {
    return placeInLoop;
  }

  @Override
  public void placeInLoop(int place) {
    placeInLoop = place;
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public byte[] forwardedLines() {
    return forwardedLines;
  }

  @Override
  public Arrival arrival() {
    return arrival;
  }

  @Override
  public ByteBufAllocator allocator() {
    return channel.alloc();
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  /// Writes without flushing; takes the buffer.
  void write(ByteBuf bytes) {
    var _ = channel.write(bytes, channel.voidPromise());
  }

  @Override
  public void flush() {
    channel.flush();
  }

  /// Works through the bytes that are held, as far as that is possible now.
  @Override
  public void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (stepOrRefuse()) {}
    } finally {
      pumping = false;
    }
    channel.config().setAutoRead(held.isEmpty() && !exchange.isCongested());
    if (!inReadBurst) {
      exchange.flushUpstream();
    }
  }

  @Override
  public void exchangeEnded(boolean goesOn, boolean requestRead) {
    since = loop.now();
    if (goesOn && !loop.isClosingIdle()) {
      phase = Phase.WAITING;
      channel.flush();
      pump();
    } else {
      closeAfterAnswer(requestRead && held.isEmpty());
    }
  }

  @Override
  public void cut(boolean byReset) {
    if (byReset) {
      Outbound.reset(channel);
    } else {
      closeAfterAnswer(true);
    }
  }

  @Override
  public void close() {
    if (!exchange.goAway()) {
      var _ = channel.close();
    }
  }

  @Override
  public void closeIfIdle() {
    if (phase == Phase.WAITING) {
      closeAfterAnswer(true);
    }
  }

  @Override
  public void tick(long now) {
    long waited = now - since;
    IngressLoop.Timeouts timeouts = loop.timeouts();
    switch (phase) {
      case WAITING -> closeAfter(waited, waitingLimit(timeouts));
      case HEAD -> {
        if (waited > timeouts.head()) {
          refuse(OwnAnswer.HEAD_TIMEOUT);
        }
      }
      case EXCHANGE -> exchange.tick(now);
      case CLOSING -> closeAfter(waited, timeouts.stall());
      case LINGERING -> closeAfter(waited, LONGEST_LINGER);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    loop.add(this);
  }

  /// The client turned out to speak another version.
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (context.channel().isActive()) {
      loop.remove(this);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    inReadBurst = true;
    exchange.progressed();
    held.add((ByteBuf) message);
    pump();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    inReadBurst = false;
    exchange.flushUpstream();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (phase != Phase.LINGERING) {
      since = loop.now();
    }
    exchange.clientWritabilityChanged(channel.isWritable());
    if (channel.isWritable()) {
      pump();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    loop.remove(this);
    phase = Phase.CLOSING;
    held.release();
    giveBackHead();
    exchange.abandon();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // What breaks off a TLS connection comes in the coat of the decoder that met it.
    if (cause instanceof IOException || cause.getCause() instanceof SSLException) {
      log.atDebug().addKeyValue("cause", cause.getMessage()).log("Client connection failed");
    } else {
      log.atError().setCause(cause).log("Serving a client connection failed");
    }
    close();
  }

  private boolean stepOrRefuse() {
    try {
      return step();
    } catch (RefusedException refused) {
      refuse(refused.refusal());
      return true;
    }
  }

  /// @return whether another step may be possible
  private boolean step() {
    ByteBuf in = held.first();
    if (in == null) {
      return false;
    }
    return switch (phase) {
      case WAITING, HEAD -> channel.isWritable() && readHead(in);
      case EXCHANGE -> exchange.acceptsBody() && passBody(in);
      case CLOSING, LINGERING -> {
        in.skipBytes(in.readableBytes());
        yield true;
      }
    };
  }

  private boolean readHead(ByteBuf in) {
    RequestHeadParser parser = head;
    if (parser == null) {
      parser = loop.borrowRequestHead();
      head = parser;
      phase = Phase.HEAD;
      beforeFirstRequest = false;
      since = loop.now();
      firstByte = System.nanoTime();
    }
    if (HeadBytes.read(parser, in)) {
      head = null;
      phase = Phase.EXCHANGE;
      exchange.begin(parser, firstByte);
    }
    return true;
  }

  private boolean passBody(ByteBuf in) {
    int length = exchange.followBody(in);
    if (length == in.readableBytes()) {
      exchange.sendBody(held.takeFirst());
    } else {
      exchange.sendBody(in.readRetainedSlice(length));
    }
    return true;
  }

  private void refuse(Refusal refusal) {
    if (phase == Phase.EXCHANGE) {
      exchange.refuseBody(refusal);
    } else {
      refuse(OwnAnswer.to(refusal));
    }
  }

  /// Answers a request whose head was never whole.
  private void refuse(OwnAnswer own) {
    giveBackHead();
    write(
        loop.refuse(own).write(allocator(), loop.instant(), HeadWriter.ConnectionLine.CLOSE, true));
    closeAfterAnswer(false);
  }

  private void closeAfterAnswer(boolean inputEnded) {
    phase = Phase.CLOSING;
    since = loop.now();
    var sent = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
    if (inputEnded) {
      var _ = sent.addListener(ChannelFutureListener.CLOSE);
    } else {
      var _ = sent.addListener(_ -> linger());
    }
    pump();
  }

  private void linger() {
    if (channel.isActive()) {
      phase = Phase.LINGERING;
      since = loop.now();
      Outbound.end(channel);
    }
  }

  private long waitingLimit(IngressLoop.Timeouts timeouts) {
    if (!Outbound.isEmpty(channel)) {
      return timeouts.stall();
    }
    return beforeFirstRequest ? timeouts.head() : timeouts.keepAlive();
  }

  private void closeAfter(long waited, long longest) {
    if (waited > longest) {
      close();
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
