package dev.pacer.ingress;

import static dev.pacer.ingress.FrontDoor.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.Http2Client.Answer;
import dev.pacer.ingress.Http2Client.Call;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Clients that speak HTTP/2, in front of instances that speak HTTP/1.1.
final class Http2Test {
  private static Http2Client connect(FrontDoor door) {
    return new Http2Client(door.server().httpAddress());
  }

  @Test
  void aRequestGoesOnAsHttp11AndItsAnswerComesBack() throws IOException {
    try (Origin origin =
            Origin.answering(_ ->
                "HTTP/1.1 200 Fine\r\nConnection: x-inner\r\nX-Inner: 1\r\nKeep-Alive: timeout=5\r\nX-App: Yes\r\nContent-Length: 5\r\n\r\nhello");
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Http2Headers fields = Http2Client.get("/a?b=c").add("accept", "*/*");
      fields.add("cookie", "a=1").add("cookie", "b=2").add("te", "trailers");

      Answer answer = client.ask(fields);

      Wire.Message seen = origin.requests().remove();
      assertThat(seen.startLine()).isEqualTo("GET /a?b=c HTTP/1.1");
      assertThat(seen.headerLines())
          .filteredOn(line -> !line.startsWith("x-request-id"))
          .containsExactly(
              "host: app.test",
              "accept: */*",
              "te: trailers",
              "cookie: a=1; b=2",
              "x-forwarded-for: 127.0.0.1",
              "x-forwarded-proto: http");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("hello");
      assertThat(answer.last())
          .extracting(field -> field.getKey() + ": " + field.getValue())
          .containsExactly(":status: 200", "x-app: Yes", "content-length: 5");
    }
  }

  @Test
  void manyStreamsShareOneConnection() throws IOException {
    try (Origin origin = Origin.answering(request -> Origin.ok(request.startLine()));
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      List<Call> streams = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        streams.add(client.open(Http2Client.get("/" + i), true));
      }

      for (int i = 0; i < 100; i++) {
        assertThat(streams.get(i).answer().body()).isEqualTo("GET /" + i + " HTTP/1.1");
      }
      assertThat(door.metrics().answers(2)).isEqualTo(100);
      assertThat(door.metrics().openConnections()).isEqualTo(1);
    }
  }

  @Test
  void aBodyOfUnknownLengthGoesOnInChunks() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("thanks"));
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Call stream = client.open(Http2Client.request("POST", "/"), false);
      stream.send("hello ", false).send("", false).send("world", false);

      Answer answer =
          stream.sendTrailers(new DefaultHttp2Headers(false).add("x-sum", "11")).answer();

      Wire.Message seen = origin.requests().remove();
      assertThat(seen.header("transfer-encoding")).isEqualTo("chunked");
      assertThat(seen.body()).isEqualTo("6\r\nhello \r\n5\r\nworld\r\n0\r\nx-sum: 11\r\n\r\n");
      assertThat(answer.body()).isEqualTo("thanks");
    }
  }

  @Test
  void aBodyOfKnownLengthGoesOnAsItIs() throws IOException {
    try (Origin origin = Origin.answering(Wire.Message::body);
        FrontDoor door =
            FrontDoor.to(Origin.answering(request -> Origin.ok(request.body())).backend());
        Http2Client client = connect(door)) {
      Call stream = client.open(Http2Client.request("PUT", "/").add("content-length", "10"), false);

      assertThat(stream.send("01234", false).send("56789", true).answer().body())
          .isEqualTo("0123456789");
      assertThat(origin.requests()).isEmpty();
    }
  }

  @Test
  void chunksAreTakenOffAndTrailersBecomeFields() throws IOException {
    try (Origin origin =
            Origin.answering(_ ->
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: Grpc-Status\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nGrpc-Status: 0\r\nX-Empty:\r\n\r\n");
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Answer answer = client.ask(Http2Client.get("/"));

      assertThat(answer.body()).isEqualTo("abcde");
      assertThat(answer.field("transfer-encoding")).isEmpty();
      assertThat(answer.last())
          .extracting(field -> field.getKey() + ": " + field.getValue())
          .containsExactly("grpc-status: 0", "x-empty: ");
    }
  }

  @Test
  void answersWithoutABodyEndWithTheirFields() throws IOException {
    try (Origin origin =
            Origin.answering(request ->
                request.startLine().startsWith("HEAD")
                    ? "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"
                    : "HTTP/1.1 204 No Content\r\nX-App: 1\r\n\r\n");
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      assertThat(client.ask(Http2Client.request("HEAD", "/")).field("content-length"))
          .isEqualTo("100");
      assertThat(client.ask(Http2Client.get("/")).status()).isEqualTo(204);
    }
  }

  @Test
  void interimAnswersArePassedOn() throws IOException {
    try (Origin origin =
            Origin.answering(
                _ -> "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Origin.ok("done"));
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Answer answer = client.ask(Http2Client.get("/"));

      assertThat(answer.heads()).hasSize(2);
      assertThat(answer.heads().getFirst().status()).hasToString("103");
      assertThat(answer.body()).isEqualTo("done");
    }
  }

  @Test
  void theFrontDoorsOwnAnswersSayWhy() throws IOException {
    try (FrontDoor door = FrontDoor.to(Origin.nobody());
        Http2Client client = connect(door)) {
      Answer refused = client.ask(Http2Client.get("/"));
      Answer unknown = client.ask(Http2Client.get("/").authority("other.test"));

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.field("x-pacer-reason")).isEqualTo("connect-failed");
      assertThat(refused.body()).startsWith("upstream connect error");
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.body()).isEmpty();
    }
  }

  @Test
  void anAnswerThatIsCutEndsWithAReset() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Answer answer = client.ask(Http2Client.get("/"));

      assertThat(answer.reset()).isEqualTo(Http2Error.INTERNAL_ERROR.code());
      assertThat(client.isOpen()).isTrue();
    }
  }

  @Test
  void aClientThatGivesUpFreesTheInstance() throws IOException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              asked.countDown();
              if (wire.isAtEnd()) {
                gone.countDown();
              }
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Call stream = client.open(Http2Client.get("/"), true);
      patiently().until(() -> asked.getCount() == 0);

      stream.reset();

      patiently().until(() -> gone.getCount() == 0);
      patiently().untilAsserted(() -> assertThat(door.metrics().clientAborts()).isEqualTo(1));
    }
  }

  @Test
  void anAnswerBeforeTheEndOfTheRequestStopsTheClient() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readHead();
              wire.send(Origin.ok("enough"));
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Call stream = client.open(Http2Client.request("POST", "/"), false);

      assertThat(stream.send("first", false).answer().body()).isEqualTo("enough");
      assertThat(client.isOpen()).isTrue();
    }
  }

  /// The client lets one stream take a quarter of its connection's window at most.
  @Test
  void aSlowReaderHoldsUpItsOwnStreamAlone() throws IOException {
    String large = "x".repeat(3_000_000);
    try (Origin origin =
            Origin.answering(
                request -> Origin.ok(request.startLine().contains("large") ? large : "small"));
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client =
            new Http2Client(
                door.server().httpAddress(),
                Http2Settings.defaultSettings().initialWindowSize(16 * 1024))) {
      Call slow = client.open(Http2Client.get("/large"), true);
      slow.firstHead();
      slow.pause();

      assertThat(client.ask(Http2Client.get("/")).body()).isEqualTo("small");
      slow.resume();
      assertThat(slow.answer().body()).hasSize(large.length());
    }
  }

  @Test
  void aLargeUploadWaitsForASlowInstance() throws IOException {
    AtomicInteger received = new AtomicInteger();
    CountDownLatch goOn = new CountDownLatch(1);
    int size = 4_000_000;
    try (Origin origin =
            Origin.withSmallBuffersSpeaking(wire -> {
              wire.readHead();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              received.set((int) wire.skip(size));
              wire.send(Origin.ok("got it"));
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Call stream =
          client.open(
              Http2Client.request("POST", "/").add("content-length", String.valueOf(size)), false);
      String piece = "y".repeat(100_000);
      for (int i = 0; i < size / piece.length(); i++) {
        stream.send(piece, i == size / piece.length() - 1);
      }
      goOn.countDown();

      assertThat(stream.answer().body()).isEqualTo("got it");
      assertThat(received).hasValue(size);
    }
  }

  static Stream<Http2Headers> malformed() {
    Stream.Builder<Http2Headers> all = Stream.builder();
    all.add(Http2Client.get("/").add("connection", "close"));
    all.add(Http2Client.get("/").add("transfer-encoding", "chunked"));
    all.add(Http2Client.get("/").add("upgrade", "websocket"));
    all.add(Http2Client.get("/").add("keep-alive", "1"));
    all.add(Http2Client.get("/").add("proxy-connection", "close"));
    all.add(Http2Client.get("/").add("te", "gzip"));
    all.add(Http2Client.get("/").add("X-Upper", "1"));
    all.add(Http2Client.get("/").add("x-split", "a\r\nx-more: b"));
    all.add(Http2Client.get("/").add("x-split", "a\nb"));
    all.add(Http2Client.get("/").add("x-nul", "a\0b"));
    all.add(Http2Client.get("/").add("x-space", " a"));
    all.add(Http2Client.get("/").add("x-space", "a\t"));
    all.add(Http2Client.get("/").add("x name", "a"));
    all.add(Http2Client.get("/").add("x:name", "a"));
    all.add(Http2Client.get("/").add("", "a"));
    all.add(Http2Client.get("/").add("host", "other.test"));
    all.add(Http2Client.get("/").add("content-length", "5"));
    all.add(Http2Client.get(""));
    all.add(Http2Client.get("a"));
    all.add(Http2Client.get("http://app.test/"));
    all.add(Http2Client.get("/a b"));
    all.add(Http2Client.get("/a HTTP/1.1\r\nhost: other.test\r\n\r\n"));
    all.add(Http2Client.request("GE T", "/"));
    all.add(Http2Client.request("", "/"));
    all.add(Http2Client.get("/").authority("app.test\r\nx: y"));
    all.add(new DefaultHttp2Headers(false).method("GET").authority("app.test").path("/"));
    all.add(new DefaultHttp2Headers(false).scheme("http").authority("app.test").path("/"));
    all.add(Http2Client.get("/").add(":path", "/other"));
    all.add(Http2Client.get("/").add(":unknown", "x"));
    all.add(Http2Client.get("/").add(":protocol", "websocket"));
    all.add(Http2Client.get("/").status("200"));
    return all.build();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedRequestsNeverReachAnInstance(Http2Headers fields) throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      assertThat(client.ask(fields).reset()).isEqualTo(Http2Error.PROTOCOL_ERROR.code());
      assertThat(origin.requests()).isEmpty();
    }
  }

  static Stream<Http2Headers> refused() {
    Http2Headers nobody = Http2Client.get("/").authority("app test");
    Http2Headers twoLengths = Http2Client.get("/");
    twoLengths.add("content-length", "0").add("content-length", "0");
    return Stream.of(
        nobody, Http2Client.get("/").add("content_length", "0"), Http2Client.get("/#f"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatTheStrictParserRefusesNeverReachesAnInstance(Http2Headers fields) throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Answer answer = client.ask(fields);

      assertThat(answer.reset() > 0 || answer.status() == 400).isTrue();
      assertThat(origin.requests()).isEmpty();
    }
  }

  @Test
  void lateTrailersThatFrameAreRefused() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("never"));
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Call stream = client.open(Http2Client.request("POST", "/"), false).send("x", false);

      Answer answer =
          stream.sendTrailers(new DefaultHttp2Headers(false).add("content-length", "1")).answer();

      assertThat(answer.reset() > 0 || answer.status() == 400).isTrue();
      assertThat(origin.requests()).isEmpty();
    }
  }

  @Test
  void aSilentConnectionIsClosedInTheEnd() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door =
            new FrontDoor(settings ->
                settings.withTimeouts(
                    IngressTimeouts.DEFAULTS.withKeepAlive(Duration.ofMillis(50))))
                .route("app.test", origin.backend());
        Http2Client client = connect(door)) {
      client.ask(Http2Client.get("/"));

      patiently().until(() -> !client.isOpen());
    }
  }

  @Test
  void anInstanceThatSaysNothingIsGivenUp() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              var _ = wire.isAtEnd();
            });
        FrontDoor door =
            new FrontDoor(settings ->
                settings.withTimeouts(
                    IngressTimeouts.DEFAULTS.withFirstByte(Duration.ofMillis(50))))
                .route("app.test", origin.backend());
        Http2Client client = connect(door)) {
      assertThat(client.ask(Http2Client.get("/")).status()).isEqualTo(504);
    }
  }

  @Test
  void aClientThatResetsItsStreamsAgainAndAgainIsSentAway() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              var _ = wire.isAtEnd();
            });
        FrontDoor door =
            new FrontDoor(settings ->
                settings.withLimits(
                    IngressLimits.DEFAULTS.withHttp2(Http2Limits.DEFAULTS.withResets(10))))
                .route("app.test", origin.backend());
        Http2Client client = connect(door)) {
      for (int i = 0; i < 11; i++) {
        client.open(Http2Client.get("/"), true).reset();
      }

      assertThat(client.awaitGoAway()).isEqualTo(Http2Error.ENHANCE_YOUR_CALM.code());
    }
  }

  @Test
  void fieldsBeyondTheLimitAreAnsweredWith431() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Http2Headers fields = Http2Client.get("/");
      for (int i = 0; i < 200; i++) {
        fields.add("x-" + i, "1");
      }

      assertThat(client.ask(fields).status()).isEqualTo(431);
    }
  }

  @Test
  void requestsInFlightAreAnsweredWhileTheFrontDoorCloses() throws IOException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Origin origin =
            Origin.answering(_ -> {
              asked.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Origin.ok("last");
            });
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client = connect(door)) {
      Call stream = client.open(Http2Client.get("/"), true);
      patiently().until(() -> asked.getCount() == 0);
      Thread closing = Thread.ofVirtual().start(() -> door.server().close(Duration.ofSeconds(10)));

      assertThat(client.awaitGoAway()).isEqualTo(Http2Error.NO_ERROR.code());
      goOn.countDown();

      assertThat(stream.answer().body()).isEqualTo("last");
      patiently().until(() -> !closing.isAlive());
    }
  }

  @Test
  void aClientWithATinyWindowGetsEverything() throws IOException {
    String body = "z".repeat(50_000);
    try (Origin origin = Origin.answering(_ -> Origin.ok(body));
        FrontDoor door = FrontDoor.to(origin.backend());
        Http2Client client =
            new Http2Client(
                door.server().httpAddress(),
                Http2Settings.defaultSettings().initialWindowSize(100))) {
      assertThat(client.ask(Http2Client.get("/")).body()).isEqualTo(body);
    }
  }
}
