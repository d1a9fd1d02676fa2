package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pacer.ingress.Wire.Message;
import dev.pacer.ingress.routes.Backend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Requests that meet instances which come and go.
final class ChangingRoutesTest {
  @Test
  void aRequestWhoseInstanceRetiredSinceItsRouteWasReadGoesToAnother() throws IOException {
    try (Origin old = Origin.answering(_ -> Origin.ok("old"));
        Origin next = Origin.answering(_ -> Origin.ok("new"));
        FrontDoor door = FrontDoor.to(old.backend(), next.backend())) {
      old.backend().closeIfIdle();

      assertThat(door.ask(FrontDoor.get("/")).body()).isEqualTo("new");
    }
  }

  @Test
  void aRequestWhoseOnlyInstanceRetiredIsAnsweredAsByAServiceWithoutInstances() throws IOException {
    try (Origin old = Origin.answering(_ -> Origin.ok("old"));
        FrontDoor door = FrontDoor.to(old.backend())) {
      old.backend().closeIfIdle();

      assertThat(door.ask(FrontDoor.get("/")).status()).isEqualTo(503);
    }
  }

  @Test
  void everyRequestIsServedWhileRoutesAreReplacedAgainAndAgain() throws IOException {
    try (Origin old = Origin.answering(_ -> Origin.ok("old"));
        Origin next = Origin.answering(_ -> Origin.ok("new"));
        FrontDoor door = FrontDoor.to(old.backend());
        Wire client = door.connect()) {
      AtomicBoolean over = new AtomicBoolean();
      Thread publisher =
          Thread.ofVirtual()
              .start(() -> {
                while (!over.get()) {
                  door.route("app.test", next.backend());
                  door.route("app.test", old.backend());
                }
              });

      Set<String> answers = new HashSet<>();
      for (int i = 0; i < 500; i++) {
        answers.add(client.send(FrontDoor.get("/")).readMessage().body());
      }

      over.set(true);
      await().until(() -> !publisher.isAlive());
      assertThat(answers).isSubsetOf("old", "new");
    }
  }

  @Test
  void aRequestThatFindsNobodyAtSeveralInstancesGoesToTheNext() throws IOException {
    try (Origin origin = Origin.answering(request -> Origin.ok(request.body()));
        FrontDoor door = FrontDoor.to(Origin.nobody(), Origin.nobody(), origin.backend())) {
      Message answer =
          door.ask("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 5\r\n\r\nhello");

      assertThat(answer.body()).isEqualTo("hello");
      assertThat(door.metrics().retries()).isEqualTo(2);
    }
  }

  @Test
  void aRequestThatCannotConnectToAnInstanceGoesToTheOneThatTookItsPlace() throws IOException {
    try (Deaf deaf = new Deaf();
        Origin next = Origin.answering(_ -> Origin.ok("new"));
        FrontDoor door =
            new FrontDoor(ChangingRoutesTest::impatient).route("app.test", deaf.backend);
        Wire client = door.connect().send(FrontDoor.get("/"))) {
      FrontDoor.patiently().untilAsserted(() -> assertThat(deaf.backend.inFlight()).isEqualTo(1));

      door.route("app.test", next.backend());

      assertThat(client.readMessage().body()).isEqualTo("new");
    }
  }

  @Test
  void anotherInstanceAtTheSameAddressGetsConnectionsOfItsOwn() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("here"));
        FrontDoor door = FrontDoor.to(origin.backend())) {
      door.ask(FrontDoor.get("/"));

      door.route("app.test", new Backend("another", origin.backend().address()));

      assertThat(door.ask(FrontDoor.get("/")).body()).isEqualTo("here");
      assertThat(origin.connections()).isEqualTo(2);
    }
  }

  @Test
  void idleConnectionsToARetiredInstanceAreClosed() throws IOException {
    List<Boolean> ended = new ArrayList<>();
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              wire.send(Origin.ok("here"));
              boolean end = wire.isAtEnd();
              synchronized (ended) {
                ended.add(end);
              }
            });
        FrontDoor door = FrontDoor.to(origin.backend())) {
      door.ask(FrontDoor.get("/"));
      door.awaitRest();

      origin.backend().closeIfIdle();

      FrontDoor.patiently()
          .untilAsserted(() -> {
            synchronized (ended) {
              assertThat(ended).containsExactly(true);
            }
          });
    }
  }

  private static IngressSettings impatient(IngressSettings settings) {
    return settings.withTimeouts(IngressTimeouts.DEFAULTS.withConnect(Duration.ofMillis(300)));
  }

  /// An address where connections neither come about nor are refused: its queue is full.
  private static final class Deaf implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<SocketChannel> queue = new ArrayList<>();
    private final Backend backend =
        new Backend(
            "deaf",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));

    Deaf() throws IOException {
      // More than the queue takes; the others stay on their way.
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(backend.address());
        queue.add(channel);
      }
    }

    @Override
    public void close() throws IOException {
      for (SocketChannel channel : queue) {
        channel.close();
      }
      listener.close();
    }
  }
}
