package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.Wire.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that change their protocol, as WebSockets do.
final class UpgradeTest {
  private static final String CONSENT =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\n\r\n";

  private static String upgradeTo(String protocol) {
    return "GET /chat HTTP/1.1\r\nHost: app.test\r\nConnection: keep-alive, Upgrade\r\nUpgrade: "
        + protocol
        + "\r\nSec-WebSocket-Key: k\r\n\r\n";
  }

  /// Agrees, and gives every byte back, until it gets a full stop.
  private static Origin echo() throws IOException {
    return Origin.speaking(wire -> {
      Message request = wire.readHead();
      wire.send(CONSENT).send(request.header("connection") + "|" + request.header("upgrade"));
      for (String next = wire.read(1); !next.equals("."); next = wire.read(1)) {
        wire.send(next);
      }
    });
  }

  @Test
  void bothSidesSpeakFreelyAfterTheSwitch() throws IOException {
    try (Origin origin = echo();
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      Message answer = client.send(upgradeTo("websocket")).readHead();

      assertThat(answer.status()).isEqualTo(101);
      assertThat(answer.headerLines())
          .containsExactlyInAnyOrder(
              "Upgrade: websocket", "Sec-WebSocket-Accept: x", "connection: upgrade");
      assertThat(client.read(17)).isEqualTo("upgrade|websocket");
      assertThat(client.send("one").read(3)).isEqualTo("one");
      assertThat(client.send("two").read(3)).isEqualTo("two");
    }
  }

  @Test
  void whatTheClientSendsBeforeTheConsentIsNotLost() throws IOException {
    try (Origin origin = echo();
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send(upgradeTo("websocket") + "early").readHead();

      assertThat(client.read(22)).isEqualTo("upgrade|websocketearly");
    }
  }

  @Test
  void theEndOfOneSideIsTheEndOfTheOther() throws IOException {
    try (Origin origin = echo();
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send(upgradeTo("websocket")).readHead();

      client.send("last.");

      assertThat(client.readToEnd()).isEqualTo("upgrade|websocketlast");
    }
  }

  @Test
  void anInstanceMayAnswerWithoutSwitching() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("no"));
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      assertThat(client.send(upgradeTo("websocket")).readMessage().body()).isEqualTo("no");
      assertThat(client.send(FrontDoor.get("/")).readMessage().body()).isEqualTo("no");
    }
  }

  /// Another version of HTTP would carry requests past this front door unread.
  @ParameterizedTest
  @ValueSource(strings = {"h2c", "H2C", "TLS/1.0", "HTTP/2.0", "websocket, h2c", "web socket", ""})
  void someProtocolsAreNotAskedFor(String protocol) throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("no"));
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send(upgradeTo(protocol)).readMessage();

      Message seen = origin.requests().remove();
      assertThat(seen.header("upgrade")).isEmpty();
      assertThat(seen.header("connection")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: app.test\r\nUpgrade: websocket\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: app.test\r\nConnection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n\r\nhi"
      })
  void aSwitchThatNobodyAskedForIsRefused(String request) throws IOException {
    try (Origin origin = Origin.answering(_ -> CONSENT);
        FrontDoor door = FrontDoor.to(origin.backend())) {
      Message answer = door.ask(request);

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.header("x-pacer-reason")).isEqualTo("bad-response");
    }
  }

  @Test
  void bothSidesOfAWebSocketAreToldWhenItsInstanceStops() throws Exception {
    CompletableFuture<String> told = new CompletableFuture<>();
    try (Origin origin = listening(told);
        FrontDoor door =
            new FrontDoor(settings ->
                settings.withTimeouts(IngressTimeouts.DEFAULTS.withTunnel(Duration.ofMinutes(1))))
                .route("app.test", origin.backend());
        Wire client = door.connect()) {
      client.send(upgradeTo("websocket")).readHead();
      assertThat(client.read(3)).isEqualTo("\u0081\u0001a");

      origin.backend().expire();

      assertThat(client.readToEnd()).isEqualTo("\u0088\u0002\u0003\u00e9");
      assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo("\u0088\u0082\0\0\0\0\u0003\u00e9");
    }
  }

  @Test
  void aClientIsToldWhenTheFrontDoorCloses() throws IOException {
    try (Origin origin = listening(new CompletableFuture<>());
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send(upgradeTo("websocket")).readHead();
      assertThat(client.read(3)).isEqualTo("\u0081\u0001a");

      door.server().close(Duration.ofMillis(10));

      assertThat(client.readToEnd()).isEqualTo("\u0088\u0002\u0003\u00e9");
    }
  }

  @Test
  void nothingIsPutIntoTheMiddleOfAFrame() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readHead();
              wire.send(CONSENT).send("\u0081\u0005half");
              wire.readToEnd();
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send(upgradeTo("websocket")).readHead();
      assertThat(client.read(6)).isEqualTo("\u0081\u0005half");

      origin.backend().expire();

      assertThat(client.readToEnd()).isEmpty();
    }
  }

  /// Sends one frame, and tells what it is sent until its end.
  private static Origin listening(CompletableFuture<String> told) throws IOException {
    return Origin.speaking(wire -> {
      wire.readHead();
      wire.send(CONSENT).send("\u0081\u0001a");
      told.complete(wire.readToEnd());
    });
  }

  @Test
  void aSilentTunnelEndsAfterItsOwnTime() throws IOException {
    try (Origin origin = echo();
        FrontDoor door =
            new FrontDoor(settings ->
                settings.withTimeouts(
                    IngressTimeouts.DEFAULTS
                        .withStall(Duration.ofHours(1))
                        .withTunnel(Duration.ofMillis(50))))
                .route("app.test", origin.backend());
        Wire client = door.connect()) {
      client.send(upgradeTo("websocket")).readHead();

      assertThat(client.readUntil("websocket")).isEqualTo("upgrade|websocket");
      assertThat(client.isAtEnd()).isTrue();
    }
  }
}
