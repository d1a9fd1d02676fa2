package dev.pacer.ingress;

import static dev.pacer.ingress.FrontDoor.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.routes.RouteOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// What becomes of requests while all instances have their hands full.
final class GateTest {
  private static final RouteOptions ONE_AT_A_TIME = RouteOptions.DEFAULT.withMaxConcurrency(1);

  /// Answers each request when it is let.
  private final Semaphore permits = new Semaphore(0);

  private Origin patient() throws IOException {
    return Origin.answering(request -> {
      permits.acquireUninterruptibly();
      return Origin.ok(request.startLine());
    });
  }

  @Test
  void requestsWaitForAnInstanceWithRoomInTheOrderTheyCame() throws IOException {
    List<Wire> clients = new ArrayList<>();
    try (Origin origin = patient();
        FrontDoor door =
            new FrontDoor(settings -> settings)
                .route("app.test", ONE_AT_A_TIME, origin.backend())) {
      for (int i = 0; i < 5; i++) {
        clients.add(door.connect().send(FrontDoor.get("/" + i)));
        int sent = i + 1;
        patiently().until(() -> door.metrics().inFlight() == sent);
      }
      assertThat(origin.backend().inFlight()).isEqualTo(1);

      permits.release(5);

      for (int i = 0; i < 5; i++) {
        assertThat(clients.get(i).readMessage().body()).isEqualTo("GET /" + i + " HTTP/1.1");
      }
      assertThat(origin.requests())
          .extracting(Wire.Message::startLine)
          .containsExactly(
              "GET /0 HTTP/1.1",
              "GET /1 HTTP/1.1",
              "GET /2 HTTP/1.1",
              "GET /3 HTTP/1.1",
              "GET /4 HTTP/1.1");
    } finally {
      for (Wire client : clients) {
        client.close();
      }
    }
  }

  @Test
  void aWaitThatIsTooLongEndsWith429() throws IOException {
    try (Origin origin = patient();
        FrontDoor door =
            new FrontDoor(settings ->
                settings.withTimeouts(IngressTimeouts.DEFAULTS.withQueue(Duration.ofMillis(50))))
                .route("app.test", ONE_AT_A_TIME, origin.backend());
        Wire busy = door.connect()) {
      busy.send(FrontDoor.get("/"));
      patiently().until(() -> origin.backend().inFlight() == 1);

      Wire.Message answer = door.ask(FrontDoor.get("/"));

      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("x-pacer-reason")).isEqualTo("too-busy");
      permits.release();
      assertThat(busy.readMessage().status()).isEqualTo(200);
    }
  }

  @Test
  void moreThanMayWaitAreRefusedAtOnce() throws IOException {
    try (Origin origin = patient();
        FrontDoor door =
            new FrontDoor(
                    settings -> settings.withLimits(IngressLimits.DEFAULTS.withWaitingRequests(1)))
                .route("app.test", ONE_AT_A_TIME, origin.backend());
        Wire busy = door.connect();
        Wire waiting = door.connect()) {
      busy.send(FrontDoor.get("/busy"));
      patiently().until(() -> origin.backend().inFlight() == 1);
      waiting.send(FrontDoor.get("/waiting"));
      patiently().until(() -> door.metrics().inFlight() == 2);

      assertThat(door.ask(FrontDoor.get("/")).status()).isEqualTo(429);
      permits.release(2);
      assertThat(busy.readMessage().status()).isEqualTo(200);
      assertThat(waiting.readMessage().status()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatGivesUpLeavesItsPlace() throws IOException {
    try (Origin origin = patient();
        FrontDoor door =
            new FrontDoor(settings -> settings).route("app.test", ONE_AT_A_TIME, origin.backend());
        Wire busy = door.connect();
        Wire patient = door.connect()) {
      busy.send(FrontDoor.get("/busy"));
      patiently().until(() -> origin.backend().inFlight() == 1);
      try (Wire impatient = door.connect().send(FrontDoor.get("/impatient"))) {
        patiently().until(() -> door.metrics().inFlight() == 2);
        patient.send(FrontDoor.get("/patient"));
        patiently().until(() -> door.metrics().inFlight() == 3);
        impatient.reset();
        patiently().until(() -> door.metrics().inFlight() == 2);
      }

      permits.release(2);

      assertThat(busy.readMessage().body()).contains("/busy");
      assertThat(patient.readMessage().body()).contains("/patient");
      assertThat(origin.requests()).hasSize(2);
    }
  }

  @Test
  void aNewInstanceTakesThoseWhoWait() throws IOException {
    try (Origin full = patient();
        Origin fresh = Origin.answering(_ -> Origin.ok("fresh"));
        FrontDoor door =
            new FrontDoor(settings -> settings).route("app.test", ONE_AT_A_TIME, full.backend());
        Wire busy = door.connect();
        Wire waiting = door.connect()) {
      busy.send(FrontDoor.get("/"));
      patiently().until(() -> full.backend().inFlight() == 1);
      waiting.send(FrontDoor.get("/"));
      patiently().until(() -> door.metrics().inFlight() == 2);

      door.scale("app.test", full.backend(), fresh.backend());

      assertThat(waiting.readMessage().body()).isEqualTo("fresh");
      permits.release();
      assertThat(busy.readMessage().status()).isEqualTo(200);
    }
  }

  @Test
  void anInstanceThatRefusesConnectionsIsLeftAloneWhileAnotherServes() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("fine"));
        FrontDoor door = FrontDoor.to(Origin.nobody(), origin.backend())) {
      for (int i = 0; i < 20; i++) {
        assertThat(door.ask(FrontDoor.get("/")).body()).isEqualTo("fine");
      }

      assertThat(door.metrics().connectFailures()).isEqualTo(1);
    }
  }
}
