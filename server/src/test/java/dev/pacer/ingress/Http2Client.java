package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One client's connection of HTTP/2 with prior knowledge, whose fields are sent as they are given, well
/// or ill formed.
final class Http2Client implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CompletableFuture<Long> goAway = new CompletableFuture<>();
  private final Channel connection;

  Http2Client(InetSocketAddress address) {
    this(address, Http2Settings.defaultSettings());
  }

  Http2Client(InetSocketAddress address, Http2Settings settings) {
    connection =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            Http2FrameCodecBuilder.forClient()
                                .initialSettings(settings)
                                .validateHeaders(false)
                                .encoderEnforceMaxConcurrentStreams(false)
                                .build(),
                            new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                            new GoAways());
                  }
                })
            .connect(address)
            .syncUninterruptibly()
            .channel();
  }

  static Http2Headers get(String path) {
    return request("GET", path);
  }

  static Http2Headers request(String method, String path) {
    return new DefaultHttp2Headers(false)
        .method(method)
        .scheme("http")
        .authority("app.test")
        .path(path);
  }

  /// Sends a whole request and reads its answer.
  Answer ask(Http2Headers fields) {
    return open(fields, true).answer();
  }

  Call open(Http2Headers fields, boolean end) {
    Call call = new Call();
    call.channel =
        new Http2StreamChannelBootstrap(connection)
            .handler(call)
            .open()
            .syncUninterruptibly()
            .getNow();
    call.channel().writeAndFlush(new DefaultHttp2HeadersFrame(fields, end)).syncUninterruptibly();
    return call;
  }

  /// The error code with which the server ends the connection.
  long awaitGoAway() {
    return get(goAway);
  }

  boolean isOpen() {
    return connection.isActive();
  }

  @Override
  public void close() {
    connection.close().syncUninterruptibly();
    var _ = group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS);
    group.terminationFuture().syncUninterruptibly();
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /// What came on a stream until it ended.
  ///
  /// @param heads the fields of interim answers, then those of the answer, then any trailers
  /// @param reset the error code, or -1 for an answer that ended by itself
  record Answer(List<Http2Headers> heads, String body, long reset) {
    int status() {
      return Integer.parseInt(finalHead().status().toString());
    }

    String field(String name) {
      return String.join("|", finalHead().getAll(name));
    }

    Http2Headers last() {
      return heads.getLast();
    }

    private Http2Headers finalHead() {
      return heads.stream()
          .filter(head -> head.status() != null && head.status().charAt(0) != '1')
          .findFirst()
          .orElseThrow(() -> new AssertionError("No answer, reset by " + reset));
    }
  }

  /// One request on its stream.
  static final class Call extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final CompletableFuture<Http2Headers> firstHead = new CompletableFuture<>();
    private final List<Http2Headers> heads = new ArrayList<>();
    private final ByteBuf body = Unpooled.buffer();
    private @Nullable Channel channel;

    Call send(String content, boolean end) {
      ByteBuf bytes = Unpooled.copiedBuffer(content, ISO_8859_1);
      var _ = channel().writeAndFlush(new DefaultHttp2DataFrame(bytes, end));
      return this;
    }

    Call sendTrailers(Http2Headers fields) {
      var _ = channel().writeAndFlush(new DefaultHttp2HeadersFrame(fields, true));
      return this;
    }

    void reset() {
      channel().writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL)).syncUninterruptibly();
    }

    void pause() {
      channel().config().setAutoRead(false);
    }

    /// Takes a frame, and its bytes from the window, each time that long after the one before.
    void readOneByOne(Duration pause) {
      channel()
          .eventLoop()
          .execute(() -> {
            pause();
            readLater(pause);
          });
    }

    private void readLater(Duration pause) {
      channel().read();
      if (!answer.isDone()) {
        var _ =
            channel()
                .eventLoop()
                .schedule(() -> readLater(pause), pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    boolean isAnswered() {
      return answer.isDone();
    }

    void resume() {
      channel().config().setAutoRead(true);
    }

    Http2Headers firstHead() {
      return get(firstHead);
    }

    Answer answer() {
      return get(answer);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      if (frame instanceof Http2HeadersFrame fields) {
        heads.add(fields.headers());
        firstHead.complete(fields.headers());
        endIf(fields.isEndStream(), -1);
      } else if (frame instanceof Http2DataFrame data) {
        body.writeBytes(data.content());
        endIf(data.isEndStream(), -1);
      } else if (frame instanceof Http2ResetFrame reset) {
        endIf(true, reset.errorCode());
      }
      ReferenceCountUtil.release(frame);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof Http2ResetFrame reset) {
        endIf(true, reset.errorCode());
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      answer.completeExceptionally(new AssertionError("The stream ended without an answer"));
    }

    private Channel channel() {
      return Objects.requireNonNull(channel);
    }

    private void endIf(boolean end, long reset) {
      if (end) {
        answer.complete(new Answer(List.copyOf(heads), body.toString(ISO_8859_1), reset));
      }
    }
  }

  private final class GoAways extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      if (frame instanceof Http2GoAwayFrame away) {
        goAway.complete(away.errorCode());
      }
      ReferenceCountUtil.release(frame);
    }
  }
}
