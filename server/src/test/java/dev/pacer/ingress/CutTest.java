package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Connections that the front door has to cut while bytes wait on them.
final class CutTest {
  @Test
  void whatAClientSentBehindACutAnswerIsNotServed() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send(FrontDoor.get("/first") + FrontDoor.get("/second"));

      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readToEnd()).isEqualTo("half");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void whatAClientSentBehindAnAnswerThatEndsWithItsConnectionIsNotServed() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              wire.send("HTTP/1.1 200 OK\r\n\r\nwhole");
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send("GET / HTTP/1.0\r\nHost: app.test\r\n\r\n" + FrontDoor.get("/second"));

      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readToEnd()).isEqualTo("whole");
    }
  }

  /// The instance has sent everything and ended its connection, mostly long before the client reads on:
  /// how much the system holds for both differs, so that many sizes are tried.
  @ParameterizedTest
  @MethodSource("sizes")
  void anAnswerThatEndsWithItsConnectionReachesASlowReader(int size) throws Exception {
    CountDownLatch said = new CountDownLatch(1);
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              wire.send(
                  "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + size + "\r\n\r\n");
              wire.send(new byte[size]);
              said.countDown();
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = Wire.withSmallBuffersTo(door.server().httpAddress())) {
      client.send(FrontDoor.get("/")).readHead();
      var _ = said.await(200, TimeUnit.MILLISECONDS);

      assertThat(client.skip(size)).isEqualTo(size);
    }
  }

  static IntStream sizes() {
    return IntStream.rangeClosed(1, 24).map(step -> step * 150_000);
  }
}
