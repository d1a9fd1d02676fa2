package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

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
}
