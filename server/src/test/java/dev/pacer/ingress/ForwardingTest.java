package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.Wire.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes on to an instance, and what comes back.
final class ForwardingTest {

  @ParameterizedTest(name = "native transport: {0}")
  @ValueSource(booleans = {true, false})
  void severalRequestsShareOneConnectionOnBothSides(boolean nativeTransport) throws IOException {
    try (Origin origin = Origin.answering(request -> Origin.ok(request.startLine()));
        FrontDoor door =
            new FrontDoor(settings -> settings.withNativeTransport(nativeTransport))
                .route("app.test", origin.backend());
        Wire client = door.connect()) {
      for (int i = 0; i < 20; i++) {
        Message answer = client.send(FrontDoor.get("/page/" + i)).readMessage();

        assertThat(answer.startLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(answer.body()).isEqualTo("GET /page/" + i + " HTTP/1.1");
      }
      assertThat(origin.connections()).isEqualTo(1);
      assertThat(door.metrics().answers(2)).isEqualTo(20);
    }
  }

  @Test
  void forwardingFieldsOfTheClientAreReplaced() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door = FrontDoor.to(origin.backend())) {
      door.ask(
          """
          GET / HTTP/1.1\r
          Host: app.test:8080\r
          X-Forwarded-For: 203.0.113.9\r
          X_Forwarded_For: 203.0.113.10\r
          x-forwarded-proto: https\r
          X-Request-ID: mine\r
          X-Request-ID: mine too\r
          X-Forwarded-Host: public.example\r
          Accept: */*\r
          \r
          """);

      Message seen = origin.requests().remove();
      assertThat(seen.header("x-forwarded-for")).isEqualTo("127.0.0.1");
      assertThat(seen.header("x_forwarded_for")).isEmpty();
      assertThat(seen.header("x-forwarded-proto")).isEqualTo("http");
      assertThat(seen.header("x-request-id"))
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
      assertThat(seen.headerLines())
          .contains("Host: app.test:8080", "X-Forwarded-Host: public.example", "Accept: */*");
    }
  }

  @Test
  void everyRequestGetsAnotherId() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      for (int i = 0; i < 50; i++) {
        client.send(FrontDoor.get("/")).readMessage();
      }

      assertThat(origin.requests().stream().map(seen -> seen.header("x-request-id")))
          .hasSize(50)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void fieldsOfOneConnectionStayOnIt() throws IOException {
    try (Origin origin =
            Origin.answering(_ ->
                "HTTP/1.1 200 OK\r\nConnection: x-inner, content-length\r\nX-Inner: 1\r\nKeep-Alive: timeout=5\r\nUpgrade: h2c\r\nServer: app\r\nContent-Length: 2\r\n\r\nok");
        FrontDoor door = FrontDoor.to(origin.backend())) {
      Message answer =
          door.ask(
              """
              POST /a?b=c HTTP/1.1\r
              Host: app.test\r
              Connection: x-private, Content-Length, host, keep-alive, Upgrade\r
              X-Private: secret\r
              Keep-Alive: timeout=5\r
              Proxy-Connection: keep-alive\r
              Upgrade: websocket\r
              TE: trailers\r
              X-Kept: yes\r
              Content-Length: 5\r
              \r
              hello\
              """);

      Message seen = origin.requests().remove();
      assertThat(seen.startLine()).isEqualTo("POST /a?b=c HTTP/1.1");
      assertThat(seen.headerLines())
          .filteredOn(line -> !line.startsWith("x-"))
          .containsExactly("Host: app.test", "TE: trailers", "X-Kept: yes", "Content-Length: 5");
      assertThat(seen.body()).isEqualTo("hello");
      assertThat(answer.headerLines()).containsExactly("Server: app", "Content-Length: 2");
      assertThat(answer.body()).isEqualTo("ok");
    }
  }

  @Test
  void anAbsoluteTargetGoesOnInOriginForm() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      for (String target :
          List.of("http://app.test/a?b", "HTTP://APP.test", "http://app.test?q=1")) {
        client.send("GET " + target + " HTTP/1.1\r\nHost: app.test\r\n\r\n").readMessage();
      }
      client.send("OPTIONS http://app.test HTTP/1.1\r\nHost: app.test\r\n\r\n").readMessage();
      client.send("OPTIONS * HTTP/1.1\r\nHost: app.test\r\n\r\n").readMessage();

      assertThat(origin.requests())
          .extracting(Message::startLine)
          .containsExactly(
              "GET /a?b HTTP/1.1",
              "GET / HTTP/1.1",
              "GET /?q=1 HTTP/1.1",
              "OPTIONS * HTTP/1.1",
              "OPTIONS * HTTP/1.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.test", "APP.Test", "app.test:8080", "app.test."})
  void theHostLeadsToItsServiceInWhateverSpelling(String host) throws IOException {
    try (Origin origin = Origin.answering(request -> Origin.ok(request.header("host")));
        FrontDoor door = FrontDoor.to(origin.backend())) {
      Message answer = door.ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

      assertThat(answer.body()).isEqualTo(host);
    }
  }

  @Test
  void anUnknownHostIsAnsweredNotFoundAndTheConnectionGoesOn() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("here"));
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      Message answer = client.send("GET / HTTP/1.1\r\nHost: other.test\r\n\r\n").readMessage();

      assertThat(answer.startLine()).isEqualTo("HTTP/1.1 404 Not Found");
      assertThat(answer.headerLines())
          .containsExactly(
              "server: pacer",
              "date: Wed, 04 Nov 2026 05:06:07 GMT",
              "x-pacer-reason: unknown-host",
              "x-request-id: " + answer.header("x-request-id"),
              "content-length: 0");
      assertThat(client.send(FrontDoor.get("/")).readMessage().body()).isEqualTo("here");
    }
  }

  @Test
  void aNewRouteTakesEffectWithTheNextRequestOfAConnection() throws IOException {
    try (Origin old = Origin.answering(_ -> Origin.ok("old"));
        Origin next = Origin.answering(_ -> Origin.ok("new"));
        FrontDoor door = FrontDoor.to(old.backend());
        Wire client = door.connect()) {
      assertThat(client.send(FrontDoor.get("/")).readMessage().body()).isEqualTo("old");

      door.route("app.test", next.backend());

      assertThat(client.send(FrontDoor.get("/")).readMessage().body()).isEqualTo("new");
    }
  }

  @Test
  void requestsSentTogetherAreServedOneAfterTheOther() throws IOException {
    try (Origin origin = Origin.answering(request -> Origin.ok(request.startLine()));
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      client.send(
          FrontDoor.get("/1")
              + "POST /2 HTTP/1.1\r\nHost: app.test\r\nContent-Length: 3\r\n\r\nabc"
              + "GET /3 HTTP/1.1\r\nHost: unknown.test\r\n\r\n"
              + FrontDoor.get("/4"));

      assertThat(client.readMessage().body()).isEqualTo("GET /1 HTTP/1.1");
      assertThat(client.readMessage().body()).isEqualTo("POST /2 HTTP/1.1");
      assertThat(client.readMessage().status()).isEqualTo(404);
      assertThat(client.readMessage().body()).isEqualTo("GET /4 HTTP/1.1");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void aRequestThatComesInSinglePiecesIsServed() throws IOException {
    try (Origin origin = Origin.answering(request -> Origin.ok(request.body()));
        FrontDoor door = FrontDoor.to(origin.backend());
        Wire client = door.connect()) {
      String request = "\r\nPOST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 5\r\n\r\nhello";
      for (int i = 0; i < request.length(); i++) {
        client.send(request.substring(i, i + 1));
      }

      assertThat(client.readMessage().body()).isEqualTo("hello");
    }
  }
}
