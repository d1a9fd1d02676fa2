package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.ingress.Wire.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What clients see of a front door that closes.
final class DrainTest {
  @Test
  void aRequestInFlightIsAnsweredAsItsConnectionsLast() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    try (Origin origin =
            Origin.answering(_ -> {
              awaiting(released);
              return Origin.ok("late");
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect().send(FrontDoor.get("/"))) {
      FrontDoor.patiently().until(() -> origin.requests().size() == 1);
      beginClosing(door, Duration.ofSeconds(60));

      released.countDown();

      Message answer = client.readMessage();
      assertThat(answer.body()).isEqualTo("late");
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void anIdleClientMaySendOnceMoreAndIsToldThatItWasTheLastTime() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("here"));
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send(FrontDoor.get("/")).readMessage();
      beginClosing(door, Duration.ofSeconds(60));

      Message answer = client.send(FrontDoor.get("/")).readMessage();

      assertThat(answer.body()).isEqualTo("here");
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void anAnswerThatBeganBeforeIsNotItsConnectionsLast() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              wire.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nla");
              awaiting(released);
              wire.send("te");
              wire.readMessage();
              wire.send(Origin.ok("last"));
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect().send(FrontDoor.get("/"))) {
      client.readHead();
      beginClosing(door, Duration.ofSeconds(60));
      released.countDown();
      assertThat(client.read(4)).isEqualTo("late");

      Message answer = client.send(FrontDoor.get("/")).readMessage();

      assertThat(answer.body()).isEqualTo("last");
      assertThat(answer.header("connection")).isEqualTo("close");
    }
  }

  @Test
  void aClientThatSendsNothingMoreIsClosed() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("here"));
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send(FrontDoor.get("/")).readMessage();

      beginClosing(door, Duration.ofSeconds(5));

      assertThat(client.isAtEnd()).isTrue();
    }
  }

  /// Returns when nobody is let in any more and every loop knows.
  private static void beginClosing(FrontDoor door, Duration drain) {
    Thread.ofVirtual().start(() -> door.server().close(drain));
    FrontDoor.patiently().until(door.server()::isDraining);
    assertThatThrownBy(door::connect).isInstanceOf(IOException.class);
  }

  private static void awaiting(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }
}
