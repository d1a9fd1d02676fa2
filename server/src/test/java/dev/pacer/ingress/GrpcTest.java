package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.ingress.routes.RouteOptions.Protocol;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// gRPC from end to end: a real client, the front door, a real server.
final class GrpcTest {
  private static final MethodDescriptor<byte[], byte[]> ECHO = method("echo", MethodType.UNARY);
  private static final MethodDescriptor<byte[], byte[]> COUNT =
      method("count", MethodType.SERVER_STREAMING);
  private static final MethodDescriptor<byte[], byte[]> CHAT =
      method("chat", MethodType.BIDI_STREAMING);

  private Server server;
  private FrontDoor door;
  private ManagedChannel channel;

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder("test")
                    .addMethod(ECHO, ServerCalls.asyncUnaryCall(GrpcTest::echo))
                    .addMethod(COUNT, ServerCalls.asyncServerStreamingCall(GrpcTest::count))
                    .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(GrpcTest::chat))
                    .build())
            .build()
            .start();
    Backend backend =
        new Backend(
            "grpc", new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
    door =
        new FrontDoor(settings -> settings)
            .route("app.test", RouteOptions.DEFAULT.withProtocol(Protocol.H2C), backend);
    channel =
        NettyChannelBuilder.forAddress(door.server().httpAddress())
            .overrideAuthority("app.test")
            .usePlaintext()
            .build();
  }

  @AfterEach
  void stop() throws InterruptedException {
    channel.shutdownNow();
    assertThat(channel.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    door.close();
    server.shutdownNow();
  }

  @Test
  void aCallIsAnswered() {
    byte[] answer = ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, bytes("hi"));

    assertThat(answer).asString().isEqualTo("hi");
  }

  @Test
  void aLargeCallIsAnswered() {
    byte[] large = new byte[3_000_000];

    assertThat(ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, large))
        .hasSize(large.length);
  }

  @Test
  void aFailureKeepsItsStatusAndText() {
    assertThatThrownBy(
            () -> ClientCalls.blockingUnaryCall(channel, ECHO, CallOptions.DEFAULT, bytes("fail")))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure -> {
              assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
              assertThat(failure.getStatus().getDescription()).isEqualTo("as asked");
            });
  }

  @Test
  void anUnknownMethodIsReportedByTheServer() {
    assertThatThrownBy(() ->
            ClientCalls.blockingUnaryCall(
                channel, method("none", MethodType.UNARY), CallOptions.DEFAULT, bytes("")))
        .hasMessageContaining("UNIMPLEMENTED");
  }

  @Test
  void aStreamOfAnswersArrives() {
    Iterator<byte[]> answers =
        ClientCalls.blockingServerStreamingCall(channel, COUNT, CallOptions.DEFAULT, bytes("1000"));

    List<String> all = new ArrayList<>();
    answers.forEachRemaining(answer -> all.add(new String(answer, UTF_8)));
    assertThat(all).hasSize(1000).endsWith("999");
  }

  /// Each answer is awaited before the next question: nothing may be held back in between.
  @Test
  void bothSidesTakeTurnsOnOneStream() throws InterruptedException {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    StreamObserver<byte[]> questions =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(CHAT, CallOptions.DEFAULT), collector(answers));

    for (int i = 0; i < 20; i++) {
      questions.onNext(bytes("turn " + i));
      assertThat(answers.poll(10, TimeUnit.SECONDS)).isEqualTo("turn " + i);
    }
    questions.onCompleted();
    assertThat(answers.poll(10, TimeUnit.SECONDS)).isEqualTo("completed");
  }

  @Test
  void aDeadlineReachesTheServer() {
    assertThatThrownBy(() ->
            ClientCalls.blockingUnaryCall(
                channel,
                ECHO,
                CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS),
                bytes("hang")))
        .hasMessageContaining("DEADLINE_EXCEEDED");
  }

  private static StreamObserver<byte[]> collector(BlockingQueue<String> answers) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] value) {
        answers.add(new String(value, UTF_8));
      }

      @Override
      public void onError(Throwable failure) {
        answers.add("failed: " + failure.getMessage());
      }

      @Override
      public void onCompleted() {
        answers.add("completed");
      }
    };
  }

  private static void echo(byte[] request, StreamObserver<byte[]> answer) {
    String text = request.length > 10 ? "" : new String(request, UTF_8);
    if (text.equals("fail")) {
      answer.onError(
          Status.FAILED_PRECONDITION
              .withDescription("as asked")
              .asRuntimeException(new Metadata()));
    } else if (!text.equals("hang")) {
      answer.onNext(request);
      answer.onCompleted();
    }
  }

  private static void count(byte[] request, StreamObserver<byte[]> answer) {
    int most = Integer.parseInt(new String(request, UTF_8));
    for (int i = 0; i < most; i++) {
      answer.onNext(bytes(String.valueOf(i)));
    }
    answer.onCompleted();
  }

  private static StreamObserver<byte[]> chat(StreamObserver<byte[]> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] value) {
        answer.onNext(value);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        answer.onCompleted();
      }
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName("test/" + name)
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
