package dev.pacer.ingress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.Wire.Message;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.RouteOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What takes too long is ended, and the reason is told.
@Timeout(60)
final class TimeLimitsTest {
  private static final Duration SOON = Duration.ofMillis(60);
  private static final Duration NEVER = Duration.ofHours(1);

  /// Long enough for heads to come through before.
  private static final Duration LATER = Duration.ofSeconds(1);

  /// More than the buffers on the way hold.
  private static final byte[] MUCH = new byte[30_000_000];

  @Test
  void anInstanceThatDoesNotBeginToAnswerIsGivenUp() throws IOException {
    try (Origin silent = Origin.speaking(Wire::readToEnd);
        FrontDoor door = door(times -> times.withFirstByte(SOON), silent.backend())) {
      Message answer = door.ask(FrontDoor.get("/"));

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.header("x-pacer-reason")).isEqualTo("upstream-timeout");
      assertReason(door, "upstream-timeout");
    }
  }

  @Test
  void anInstanceThatTakesItsTimeBeforeItAnswersDoesNotStall() throws IOException {
    try (Origin silent = Origin.speaking(Wire::readToEnd);
        FrontDoor door =
            door(
                times -> times.withStall(SOON.dividedBy(6)).withFirstByte(SOON),
                silent.backend())) {
      Message answer = door.ask(FrontDoor.get("/"));

      assertThat(answer.header("x-pacer-reason")).isEqualTo("upstream-timeout");
    }
  }

  @Test
  void anAnswerThatStopsInTheMiddleIsCut() throws IOException {
    try (Origin origin =
            Origin.speaking(
                wire -> wire.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").readToEnd());
        FrontDoor door = door(times -> times.withStall(SOON), origin.backend());
        Wire client = door.connect().send(FrontDoor.get("/"))) {
      assertThat(client.readToEnd()).endsWith("half");
      assertReason(door, "upstream-stalled");
    }
  }

  @Test
  void anInstanceThatDoesNotReadTheRequestStalls() throws IOException {
    try (Origin deaf = Origin.withSmallBuffersSpeaking(_ -> park());
        FrontDoor door = door(times -> times.withStall(LATER), deaf.backend());
        Wire client = door.connect()) {
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.send(
                      "POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 30000000\r\n\r\n");
                  client.send(MUCH);
                } catch (IOException cut) {
                  // As it should be.
                }
              });

      assertThat(client.readMessage().header("x-pacer-reason")).isEqualTo("upstream-stalled");
      sender.interrupt();
    }
  }

  @Test
  void aClientThatStopsInTheMiddleOfItsRequestIsToldSo() throws IOException {
    try (Origin origin = Origin.speaking(Wire::readToEnd);
        FrontDoor door = door(times -> times.withStall(SOON), origin.backend())) {
      Message answer =
          door.ask("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 9\r\n\r\nhalf");

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.header("x-pacer-reason")).isEqualTo("body-timeout");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1000000", "Transfer-Encoding: chunked"})
  void aBodyThatTricklesIsEndedHoweverItIsFramed(String framing) throws IOException {
    byte[] trickle = (framing.startsWith("T") ? "1\r\nx\r\n" : "x").getBytes(ISO_8859_1);
    try (Origin origin = Origin.speaking(Wire::readToEnd);
        FrontDoor door =
            door(
                settings -> settings.withLimits(IngressLimits.DEFAULTS.withLeastBodyRate(100_000)),
                times -> times.withStall(LATER),
                origin.backend());
        Wire client = door.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: app.test\r\n" + framing + "\r\n\r\n");
      Thread sender = Thread.ofVirtual().start(() -> repeat(client, trickle));

      Message answer = client.readMessage();

      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.header("x-pacer-reason")).isEqualTo("body-timeout");
      sender.interrupt();
    }
  }

  @Test
  void aBodyThatIsSlowButNotTooSlowGoesOn() throws IOException {
    try (Origin origin = Origin.answering(request -> Origin.ok(request.body()));
        FrontDoor door = door(times -> times.withStall(SOON.multipliedBy(4)), origin.backend());
        Wire client = door.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 1200\r\n\r\n");

      for (int i = 0; i < 12; i++) {
        client.send("x".repeat(100));
        LockSupport.parkNanos(SOON.toNanos());
      }

      assertThat(client.readMessage().body()).hasSize(1200);
    }
  }

  @Test
  void aBodyMayTrickleWhileItsAnswerDoes() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readHead();
              wire.send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n");
              for (int i = 0; i < 20; i++) {
                wire.send(wire.read(1));
              }
            });
        FrontDoor door =
            door(
                settings -> settings.withLimits(IngressLimits.DEFAULTS.withLeastBodyRate(100_000)),
                times -> times.withStall(SOON.multipliedBy(4)),
                origin.backend());
        Wire client = door.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 20\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(200);

      for (int i = 0; i < 20; i++) {
        client.send("x");
        assertThat(client.read(1)).isEqualTo("x");
        LockSupport.parkNanos(SOON.dividedBy(2).toNanos());
      }
    }
  }

  @Test
  void aClientThatDoesNotReadItsAnswerIsCut() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.send("HTTP/1.1 200 OK\r\nContent-Length: 30000000\r\n\r\n");
              wire.send(MUCH);
            });
        FrontDoor door = door(times -> times.withStall(LATER), origin.backend());
        Wire client = Wire.withSmallBuffersTo(door.server().httpAddress())) {
      client.send(FrontDoor.get("/"));

      assertReason(door, "client-stalled");
    }
  }

  @Test
  void aTunnelThatIsNotUsedIsCut() throws IOException {
    try (Origin origin = switching();
        FrontDoor door = door(times -> times.withTunnel(SOON), origin.backend());
        Wire client = door.connect().send(upgrade())) {
      assertThat(client.readHead().status()).isEqualTo(101);

      assertThat(client.isAtEnd()).isTrue();
      assertReason(door, "tunnel-idle");
    }
  }

  @Test
  void aRequestThatTakesLongerThanItsServiceAllowsIsEnded() throws IOException {
    try (Origin silent = Origin.speaking(Wire::readToEnd);
        FrontDoor door = limited(silent.backend())) {
      Message answer = door.ask(FrontDoor.get("/"));

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.header("x-pacer-reason")).isEqualTo("request-timeout");
    }
  }

  @Test
  void anAnswerThatGoesOnForLongerThanItsServiceAllowsIsCut() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (true) {
                wire.send("1\r\nx\r\n");
              }
            });
        FrontDoor door = limited(origin.backend());
        Wire client = door.connect().send(FrontDoor.get("/"))) {
      assertThat(client.readHead().status()).isEqualTo(200);

      assertThat(client.skip(Long.MAX_VALUE)).isPositive();
      assertReason(door, "request-timeout");
    }
  }

  @Test
  void aTunnelEndsWhenItsServiceAllowsNoMore() throws IOException {
    try (Origin origin = switching();
        FrontDoor door = limited(origin.backend());
        Wire client = door.connect().send(upgrade())) {
      assertThat(client.readHead().status()).isEqualTo(101);

      assertThat(client.isAtEnd()).isTrue();
      assertReason(door, "request-timeout");
    }
  }

  private static FrontDoor door(UnaryOperator<IngressTimeouts> times, Backend backend) {
    return door(settings -> settings, times, backend);
  }

  private static FrontDoor door(
      UnaryOperator<IngressSettings> further,
      UnaryOperator<IngressTimeouts> times,
      Backend backend) {
    IngressTimeouts patient =
        IngressTimeouts.DEFAULTS.withFirstByte(NEVER).withStall(NEVER).withTunnel(NEVER);
    return new FrontDoor(settings -> further.apply(settings.withTimeouts(times.apply(patient))))
        .route("app.test", backend);
  }

  /// A service with a limit, behind a clock that ticks often.
  private static FrontDoor limited(Backend backend) {
    return new FrontDoor(settings ->
        settings.withTimeouts(IngressTimeouts.DEFAULTS.withUpstreamIdle(Duration.ofMillis(40))))
        .route("app.test", RouteOptions.DEFAULT.withRequestTimeout(LATER), backend);
  }

  private static Origin switching() throws IOException {
    return Origin.speaking(wire -> {
      Message _ = wire.readMessage();
      wire.send("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n");
      String _ = wire.readToEnd();
    });
  }

  private static String upgrade() {
    return "GET / HTTP/1.1\r\nHost: app.test\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n";
  }

  private static void park() {
    LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
  }

  private static void repeat(Wire client, byte[] bytes) {
    try {
      while (!Thread.interrupted()) {
        client.send(bytes);
        LockSupport.parkNanos(SOON.toNanos());
      }
    } catch (IOException cut) {
      // As it should be.
    }
  }

  private static void assertReason(FrontDoor door, String reason) {
    FrontDoor.patiently()
        .untilAsserted(() ->
            assertThat(door.counters("app.test").reasons().counts())
                .hasSize(1)
                .containsEntry(reason, 1L));
  }
}
