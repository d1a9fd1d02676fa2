package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is counted of requests, and how it is shown.
final class MetricsTest {
  private static final String SERVICE = "service=\"app.test\",service_id=\"app.test\"";
  private static final Pattern LINE =
      Pattern.compile(
          "# (HELP [a-z_]+ .+|TYPE [a-z_]+ (counter|gauge|histogram))"
              + "|[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*\\})? [0-9.E+-]+");

  @Test
  void aRequestIsCountedWithItsServiceAndItsInstance() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = FrontDoor.to(origin.backend())) {
      door.ask("POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 3\r\n\r\nabc");
      door.awaitRest();

      String instance = SERVICE + ",instance=\"" + origin.backend().instanceId() + "\"";
      assertThat(lines(door))
          .contains(
              "pacer_requests_total{%s,status=\"2xx\"} 1".formatted(SERVICE),
              "pacer_requests_total{%s,status=\"5xx\"} 0".formatted(SERVICE),
              "pacer_request_body_bytes_total{%s} 3".formatted(SERVICE),
              "pacer_answer_body_bytes_total{%s} 5".formatted(SERVICE),
              "pacer_requests_in_flight{%s} 0".formatted(SERVICE),
              "pacer_request_duration_seconds_bucket{%s,le=\"+Inf\"} 1".formatted(SERVICE),
              "pacer_request_duration_seconds_count{%s} 1".formatted(SERVICE),
              "pacer_instance_requests_total{%s,status=\"2xx\"} 1".formatted(instance),
              "pacer_instance_answer_body_bytes_total{%s} 5".formatted(instance));
    }
  }

  @Test
  void aServiceIsShownWithItsInstancesAndWhatWaitsForThem() throws IOException {
    try (Origin awake = Origin.answering(_ -> Origin.ok("hello"));
        Origin asleep = Origin.answering(_ -> Origin.ok("hello"));
        FrontDoor door = FrontDoor.to(awake.backend(), asleep.backend())) {
      asleep.backend().fallAsleep();

      assertThat(lines(door))
          .contains(
              "pacer_instances_provisioned{%s} 2".formatted(SERVICE),
              "pacer_instances_active{%s} 1".formatted(SERVICE),
              "pacer_requests_waiting{%s} 0".formatted(SERVICE));
    }
  }

  @Test
  void aRequestThatIsServedNowIsInFlightAtItsServiceAndItsInstance() throws IOException {
    try (Origin silent = Origin.speaking(Wire::readToEnd);
        FrontDoor door = FrontDoor.to(silent.backend());
        Wire client = door.connect().send(FrontDoor.get("/"))) {
      String instance = SERVICE + ",instance=\"" + silent.backend().instanceId() + "\"";

      FrontDoor.patiently()
          .untilAsserted(() ->
              assertThat(lines(door))
                  .contains(
                      "pacer_requests_in_flight{%s} 1".formatted(SERVICE),
                      "pacer_instance_requests_in_flight{%s} 1".formatted(instance)));
      client.reset();
      door.awaitRest();
      assertThat(lines(door))
          .contains(
              "pacer_requests_total{%s,status=\"none\"} 1".formatted(SERVICE),
              "pacer_instance_requests_in_flight{%s} 0".formatted(instance),
              "pacer_requests_ended_total{%s,reason=\"client-aborted\"} 1".formatted(SERVICE));
    }
  }

  @Test
  void whatDoesNotConnectIsCountedWithTheInstanceThatRefused() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door = FrontDoor.to(Origin.nobody(), origin.backend())) {
      door.ask(FrontDoor.get("/"));
      door.awaitRest();

      assertThat(lines(door))
          .contains(
              "pacer_connect_failures_total{%s} 1".formatted(SERVICE),
              "pacer_retries_total{%s} 1".formatted(SERVICE),
              "pacer_instance_connect_failures_total{%s,instance=\"nobody\"} 1".formatted(SERVICE),
              "pacer_instance_requests_total{%s,instance=\"nobody\",status=\"2xx\"} 0"
                  .formatted(SERVICE));
    }
  }

  @Test
  void whatIsGoneIsNotShownAnyMore() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door = FrontDoor.to(origin.backend())) {
      door.ask(FrontDoor.get("/"));
      door.awaitRest();

      door.routeNone().route("other.test");

      assertThat(door.server().exposition()).contains("other.test").doesNotContain("app.test");
    }
  }

  @Test
  void everyLineIsWellFormedAndEveryMetricIsDeclaredOnce() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok(""));
        FrontDoor door = FrontDoor.to(origin.backend())) {
      door.ask(FrontDoor.get("/"));
      door.ask("GET / HTTP/1.1\r\nHost: other.test\r\n\r\n");
      door.awaitRest();

      assertThat(lines(door)).allMatch(line -> LINE.matcher(line).matches());
      assertThat(lines(door)).filteredOn(line -> line.startsWith("# TYPE")).doesNotHaveDuplicates();
      assertThat(lines(door)).doesNotHaveDuplicates();
    }
  }

  private static List<String> lines(FrontDoor door) {
    return door.server().exposition().lines().toList();
  }
}
