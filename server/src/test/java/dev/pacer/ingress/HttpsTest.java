package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.ingress.Wire.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that come by TLS, or should have.
final class HttpsTest {
  private static final String HOST = TestAuthority.HOST;
  private static final String GET = "GET /p?q HTTP/1.1\r\nHost: " + HOST + "\r\n\r\n";

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void aServiceIsReachedByHttpsOnBothPorts(boolean nativeTransport, boolean httpsPort)
      throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings.withNativeTransport(nativeTransport), origin)) {
      InetSocketAddress address =
          httpsPort ? door.server().httpsAddress() : door.server().httpAddress();

      Message answer = TlsClient.of(HOST).ask(address, GET);

      assertThat(answer.body()).isEqualTo("hello");
      Message request = origin.requests().element();
      assertThat(request.startLine()).isEqualTo("GET /p?q HTTP/1.1");
      assertThat(request.header("x-forwarded-proto")).isEqualTo("https");
      assertThat(request.header("x-forwarded-for")).isEqualTo("127.0.0.1");
      assertThat(door.metrics().handshakes()).isOne();
    }
  }

  @Test
  void theSamePortServesHttpInTheClear() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings, origin)) {
      Message answer = door.ask(GET);

      assertThat(answer.body()).isEqualTo("hello");
      assertThat(origin.requests().element().header("x-forwarded-proto")).isEqualTo("http");
    }
  }

  @Test
  void manyRequestsAndLargeBodiesPassOneConnection() throws IOException {
    String body = "0123456789".repeat(100_000);
    String post =
        "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(HOST, body.length(), body);
    try (Origin origin = Origin.answering(request -> Origin.ok(request.body()));
        FrontDoor door = open(settings -> settings, origin);
        Wire client = TlsClient.of(HOST).wire(door.server().httpsAddress())) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(post).readMessage().body()).isEqualTo(body);
      }
      assertThat(client.send(GET).send(GET).readMessage().status()).isEqualTo(200);
      assertThat(client.readMessage().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void httpInTheClearAtTheHttpsPortIsToldSo(boolean http11) throws IOException {
    String request = http11 ? GET : "GET / HTTP/1.0\r\n\r\n";
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings, origin);
        Wire client = Wire.to(door.server().httpsAddress())) {
      Message answer = client.send(request).readMessage();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("x-pacer-reason")).isEqualTo("plain-http-at-https-port");
      assertThat(origin.requests()).isEmpty();
    }
  }

  @Test
  void redirectedHttpIsToldWhereHttpsIs() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings.withPlainHttp(PlainHttp.REDIRECT), origin)) {
      Message answer = door.ask(GET);

      assertThat(answer.status()).isEqualTo(301);
      assertThat(answer.header("location"))
          .isEqualTo("https://" + HOST + ":" + door.server().httpsAddress().getPort() + "/p?q");
      assertThat(answer.header("x-pacer-reason")).isEqualTo("https-only");
      assertThat(origin.requests()).isEmpty();
    }
  }

  @Test
  void whereHttpIsRedirectedItsPortServesHttpsAllTheSame() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings.withPlainHttp(PlainHttp.REDIRECT), origin)) {
      Message answer = TlsClient.of(HOST).ask(door.server().httpAddress(), GET);

      assertThat(answer.body()).isEqualTo("hello");
    }
  }

  @Test
  void whereHttpIsRedirectedHttp2InTheClearIsNotServed() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings.withPlainHttp(PlainHttp.REDIRECT), origin);
        Wire client = door.connect()) {
      Message answer = client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").readMessage();

      assertThat(answer.status()).isEqualTo(505);
    }
  }

  @Test
  void aRequestForAnotherServicesHostIsMisdirected() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings, origin).route("shop.test", origin.backend())) {
      Message answer = TlsClient.of("shop.test").ask(door.server().httpsAddress(), GET);

      assertThat(answer.status()).isEqualTo(421);
      assertThat(answer.header("x-pacer-reason")).isEqualTo("misdirected");
      assertThat(origin.requests()).isEmpty();
    }
  }

  @Test
  void servicesOfOneRegionShareACertificateAndConnections() throws IOException {
    String other = "other.us-east-1.pacer.localhost";
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings, origin).route(other, origin.backend())) {
      Message answer = TlsClient.of(other).ask(door.server().httpsAddress(), GET);

      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatNamesNobodyIsServedByItsRequestsHost() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings, origin)) {
      Message answer = TlsClient.of("").ask(door.server().httpsAddress(), GET);

      assertThat(answer.body()).isEqualTo("hello");
    }
  }

  @Test
  void anUnknownHostIsAnsweredNotFound() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings, origin)) {
      String host = "nobody.eu-west-1.pacer.localhost";

      Message answer =
          TlsClient.of(host)
              .ask(door.server().httpsAddress(), "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("x-pacer-reason")).isEqualTo("unknown-host");
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotTakenForWhole() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              wire.readMessage();
              wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
            });
        FrontDoor door = open(settings -> settings, origin);
        Wire client = TlsClient.of(HOST).wire(door.server().httpsAddress())) {
      client.send("GET / HTTP/1.0\r\nHost: " + HOST + "\r\n\r\n");

      // The end of the connection ends this answer, so that it must be no orderly one.
      assertThatThrownBy(client::readToEnd).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aRefusedClientThatGoesOnSendingReadsTheWholeAnswer() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = open(settings -> settings, origin);
        Wire client = TlsClient.of(HOST).wire(door.server().httpsAddress())) {
      client.send("GET / HTTP/9.9\r\n\r\n");
      client.send("x".repeat(1_000));

      assertThat(client.readToEnd()).contains(" 505 ").contains("version-not-supported");
    }
  }

  @Test
  void aDrainSaysGoodbyeToClientsOfTls() throws IOException {
    CountDownLatch released = new CountDownLatch(1);
    try (Origin origin =
            Origin.answering(_ -> {
              awaiting(released);
              return Origin.ok("late");
            });
        FrontDoor door = open(settings -> settings, origin);
        Wire client = TlsClient.of(HOST).wire(door.server().httpsAddress()).send(GET)) {
      FrontDoor.patiently().until(() -> origin.requests().size() == 1);
      Thread.ofVirtual().start(() -> door.server().close(Duration.ofSeconds(60)));
      FrontDoor.patiently().until(door.server()::isDraining);

      released.countDown();

      Message answer = client.readMessage();
      assertThat(answer.body()).isEqualTo("late");
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  private static FrontDoor open(UnaryOperator<IngressSettings> settings, Origin origin) {
    return FrontDoor.withTls(settings).route(HOST, origin.backend());
  }

  private static void awaiting(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }
}
