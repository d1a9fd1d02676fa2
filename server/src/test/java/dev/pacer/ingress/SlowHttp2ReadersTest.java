package dev.pacer.ingress;

import static dev.pacer.ingress.FrontDoor.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.Http2Client.Call;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients of HTTP/2 that ask and then take nothing: their windows, or their sockets, are full.
@Timeout(60)
final class SlowHttp2ReadersTest {
  private static final Duration SOON = Duration.ofMillis(400);

  /// More than the buffers on the way hold.
  private static final String MUCH = "x".repeat(30_000_000);

  @Test
  void aWholeAnswerThatNobodyTakesEndsTheConnection() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = door(origin);
        Http2Client client = withoutWindow(door)) {
      Call call = client.open(Http2Client.get("/"), true);
      assertThat(call.firstHead().status()).hasToString("200");

      assertThat(client.awaitGoAway()).isEqualTo(Http2Error.ENHANCE_YOUR_CALM.code());
      patiently().until(() -> door.metrics().openConnections() == 0);
    }
  }

  @Test
  void theInstanceIsReleasedFromAnAnswerThatNobodyTakes() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(MUCH));
        FrontDoor door = door(origin);
        Http2Client client = withoutWindow(door)) {
      Call call = client.open(Http2Client.get("/"), true);
      assertThat(call.firstHead().status()).hasToString("200");

      assertThat(client.awaitGoAway()).isEqualTo(Http2Error.ENHANCE_YOUR_CALM.code());
      assertStalled(door);
    }
  }

  @Test
  void aClientWhoseSocketIsFullIsClosed() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(MUCH));
        FrontDoor door = door(origin);
        Wire client = Wire.withSmallBuffersTo(door.server().httpAddress())) {
      client.send(asking());

      assertStalled(door);
      patiently().until(() -> door.metrics().openConnections() == 0);
    }
  }

  @Test
  void oneStreamThatNobodyTakesIsResetAndTheOthersGoOn() throws IOException {
    try (Origin origin =
            Origin.answering(request ->
                request.startLine().startsWith("GET /stuck")
                    ? Origin.ok("hello")
                    : "HTTP/1.1 204 No Content\r\n\r\n");
        FrontDoor door = door(origin);
        Http2Client client = withoutWindow(door)) {
      Call stuck = client.open(Http2Client.get("/stuck"), true);

      patiently()
          .untilAsserted(() -> {
            assertThat(client.ask(Http2Client.get("/")).status()).isEqualTo(204);
            assertThat(stuck.isAnswered()).isTrue();
          });

      assertThat(stuck.answer().reset()).isEqualTo(Http2Error.CANCEL.code());
      assertThat(client.ask(Http2Client.get("/")).status()).isEqualTo(204);
    }
  }

  @Test
  void aDrainDoesNotWaitForAClientWhoseWindowIsFull() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = door(origin);
        Http2Client client = withoutWindow(door)) {
      Call call = client.open(Http2Client.get("/"), true);
      assertThat(call.firstHead().status()).hasToString("200");

      door.server().close(Duration.ofHours(1));

      assertThat(door.metrics().openConnections()).isZero();
    }
  }

  @Test
  void aDrainDoesNotWaitForAClientWhoseSocketIsFull() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(MUCH));
        FrontDoor door = door(origin);
        Wire client = Wire.withSmallBuffersTo(door.server().httpAddress())) {
      client.send(asking());
      patiently().until(() -> !origin.requests().isEmpty());

      door.server().close(Duration.ofHours(1));

      assertThat(door.metrics().openConnections()).isZero();
    }
  }

  @Test
  void aClientThatTakesItsTimeGetsTheWholeAnswer() throws IOException {
    String body = "x".repeat(400_000);
    try (Origin origin = Origin.answering(_ -> Origin.ok(body));
        FrontDoor door = door(origin);
        Http2Client client = new Http2Client(door.server().httpAddress())) {
      Call call = client.open(Http2Client.get("/"), true);
      call.readOneByOne(SOON.dividedBy(8));

      assertThat(call.answer().body()).hasSize(body.length());
    }
  }

  private static FrontDoor door(Origin origin) {
    return new FrontDoor(
            settings -> settings.withTimeouts(IngressTimeouts.DEFAULTS.withStall(SOON)))
        .route("app.test", origin.backend());
  }

  private static Http2Client withoutWindow(FrontDoor door) {
    return new Http2Client(
        door.server().httpAddress(), Http2Settings.defaultSettings().initialWindowSize(0));
  }

  private static void assertStalled(FrontDoor door) {
    patiently()
        .untilAsserted(() ->
            assertThat(door.counters("app.test").reasons().counts())
                .hasSize(1)
                .containsEntry("client-stalled", 1L));
    door.awaitRest();
  }

  /// The preface, SETTINGS with the largest window for each stream, the same for the connection, and
  /// `GET /` of `app.test` on stream 1 in HPACK's shortest form (RFC 7541 appendix A).
  private static String asking() {
    return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
        + "\0\0\6\4\0\0\0\0\0\0\4\177\377\377\377"
        + "\0\0\4\10\0\0\0\0\0\177\376\0\0"
        + "\0\0\15\1\5\0\0\0\1\202\204\206\101\10app.test";
  }
}
