package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.Wire.Message;
import dev.pacer.ingress.access.AccessLog;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.RouteOptions;
import dev.pacer.logs.LogStore;
import dev.pacer.logs.LogStreamName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the access log tells of requests. Lines are read after the log was closed, when all are there.
final class AccessLogTest {
  @TempDir private Path directory;
  private LogStore store;
  private AccessLog log;

  @BeforeEach
  void open() {
    store = new LogStore(directory, InstantSource.fixed(FrontDoor.NOW));
    log = AccessLog.in(store);
  }

  @AfterEach
  void close() {
    log.close();
    store.close();
  }

  @Test
  void aRequestLeavesALineThatTellsWhoAskedForWhatAndWhatBecameOfIt() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = door(origin.backend())) {
      door.ask(
          """
          POST /orders/7?card=4111 HTTP/1.1\r
          Host: app.test:8080\r
          User-Agent: till/2.1 "x"\r
          Content-Length: 3\r
          \r
          abc\
          """);
      door.awaitRest();

      JsonNode line = line();
      assertThat(texts(line))
          .containsAllEntriesOf(
              Map.ofEntries(
                  Map.entry("service", "app.test"),
                  Map.entry("instance", origin.backend().instanceId()),
                  Map.entry("client", "127.0.0.1"),
                  Map.entry("tls", "false"),
                  Map.entry("protocol", "HTTP/1.1"),
                  Map.entry("method", "POST"),
                  Map.entry("host", "app.test"),
                  Map.entry("path", "/orders/7"),
                  Map.entry("user_agent", "till/2.1 \"x\""),
                  Map.entry("status", "200"),
                  Map.entry("bytes_in", "3"),
                  Map.entry("bytes_out", "5"),
                  Map.entry("attempts", "1"),
                  Map.entry("request_id", origin.requests().remove().header("x-request-id"))))
          .doesNotContainKey("reason");
      assertThat(line.get("time").asString()).startsWith("2026-11-04T05:06:0").endsWith("Z");
      assertThat(line.get("wait_ms").asDouble())
          .isLessThanOrEqualTo(line.get("first_byte_ms").asDouble());
      assertThat(line.get("first_byte_ms").asDouble())
          .isLessThanOrEqualTo(line.get("duration_ms").asDouble());
    }
  }

  @Test
  void everyRequestOfAConnectionLeavesALineOfItsOwn() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = door(origin.backend());
        Wire client = door.connect()) {
      client.send("GET /1 HTTP/1.1\r\nHost: app.test\r\nUser-Agent: a\r\n\r\n").readMessage();
      client.send(FrontDoor.get("/2")).readMessage();
      door.awaitRest();

      assertThat(lines())
          .extracting(line -> line.get("path").asString())
          .containsExactly("/1", "/2");
      assertThat(lines().getLast().has("user_agent")).isFalse();
    }
  }

  @Test
  void aStreamOfHttp2LeavesALineToo() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = door(origin.backend());
        Http2Client client = new Http2Client(door.server().httpAddress())) {
      client.ask(Http2Client.get("/a?b=c").add("user-agent", "h2"));
      door.awaitRest();

      assertThat(texts(line()))
          .containsEntry("protocol", "HTTP/2")
          .containsEntry("host", "app.test")
          .containsEntry("path", "/a")
          .containsEntry("user_agent", "h2")
          .containsEntry("status", "200")
          .containsEntry("bytes_out", "5")
          .containsEntry("request_id", origin.requests().remove().header("x-request-id"));
    }
  }

  @Test
  void aServiceThatWantsNoneHasNoLine() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door =
            new FrontDoor(settings -> settings, log)
                .route("app.test", RouteOptions.DEFAULT.withAccessLog(false), origin.backend())) {
      door.ask(FrontDoor.get("/"));
      door.awaitRest();

      assertThat(lines()).isEmpty();
    }
  }

  @Test
  void aRequestThatWasTriedAgainTellsHowOftenAndWhoAnsweredAtLast() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = door(Origin.nobody(), origin.backend())) {
      door.ask(FrontDoor.get("/"));
      door.awaitRest();

      assertThat(texts(line()))
          .containsEntry("attempts", "2")
          .containsEntry("instance", origin.backend().instanceId());
    }
  }

  @Test
  void anAnswerOfTheFrontDoorsOwnLeavesItsReasonAndTheIdThatTheClientGot() throws IOException {
    try (FrontDoor door = door(Origin.nobody())) {
      Message answer = door.ask(FrontDoor.get("/"));
      door.awaitRest();

      assertThat(texts(line()))
          .containsEntry("reason", "connect-failed")
          .containsEntry("status", "503")
          .containsEntry("request_id", answer.header("x-request-id"))
          .doesNotContainKeys("instance", "first_byte_ms", "wait_ms");
    }
  }

  @Test
  void aClientThatGoesAwayBeforeItsAnswerLeavesALineWithoutStatus() throws IOException {
    try (Origin silent = Origin.speaking(Wire::readToEnd);
        FrontDoor door = door(silent.backend())) {
      try (Wire client = door.connect().send(FrontDoor.get("/"))) {
        FrontDoor.patiently().until(() -> silent.backend().inFlight() == 1);
        client.reset();
      }
      door.awaitRest();

      assertThat(texts(line()))
          .containsEntry("reason", "client-aborted")
          .doesNotContainKey("status");
    }
  }

  @Test
  void aRequestThatTheStoppingServerCutsSaysSo() throws IOException {
    CountDownLatch arrived = new CountDownLatch(1);
    try (Origin silent =
            Origin.speaking(wire -> {
              wire.readHead();
              arrived.countDown();
              wire.readToEnd();
            });
        FrontDoor door = door(silent.backend());
        Wire client = door.connect().send(FrontDoor.get("/"))) {
      FrontDoor.patiently().until(() -> arrived.getCount() == 0);

      door.server().close(Duration.ZERO);

      assertThat(client.isAtEnd()).isTrue();
      assertThat(texts(line())).containsEntry("reason", "shutdown");
    }
  }

  @Test
  void longPathsAndAgentsAreCut() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = door(origin.backend())) {
      door.ask(
          "GET /%s HTTP/1.1\r\nHost: app.test\r\nUser-Agent: %s\r\n\r\n"
              .formatted("x".repeat(3000), "y".repeat(3000)));
      door.awaitRest();

      assertThat(line().get("path").asString()).hasSize(1024);
      assertThat(line().get("user_agent").asString()).hasSize(256);
    }
  }

  private FrontDoor door(Backend... backends) {
    return new FrontDoor(settings -> settings, log).route("app.test", backends);
  }

  private JsonNode line() {
    assertThat(lines()).hasSize(1);
    return lines().getFirst();
  }

  private List<JsonNode> lines() {
    log.close();
    return store.tail(LogStreamName.access("app.test", "app.test"), 100).lines().stream()
        .map(line -> JsonMapper.shared().readTree(line.text()))
        .toList();
  }

  private static Map<String, String> texts(JsonNode line) {
    return line.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString()));
  }
}
