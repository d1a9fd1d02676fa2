package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.ingress.Wire.Message;
import dev.pacer.ingress.http1.Refusal;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Answers that the front door gives itself.
final class OwnAnswersTest {
  private static final String ID =
      "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
  private static final String BROWSER = "Accept: text/html,*/*;q=0.8\r\n";

  @Test
  void aBrowserGetsAPageThatSaysWhatToDoAndWhatTheRequestIsCalled() throws IOException {
    try (FrontDoor door = FrontDoor.to()) {
      Message answer = door.ask(get(BROWSER));

      assertThat(answer.startLine()).isEqualTo("HTTP/1.1 503 Service Unavailable");
      assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
      assertThat(answer.header("x-pacer-reason")).isEqualTo("no-instance");
      assertThat(answer.body())
          .startsWith("<!DOCTYPE html>")
          .contains("<h1>503 Service Unavailable</h1>", "no healthy instance", "Try again")
          .contains("Request: " + answer.header("x-request-id"))
          .doesNotContain("http:", "https:", "src=", "href=");
    }
  }

  @Test
  void aProgramGetsAShortText() throws IOException {
    try (FrontDoor door = FrontDoor.to()) {
      Message answer = door.ask(get("Accept: */*\r\n"));

      assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(answer.header("x-request-id")).matches(ID);
      assertThat(answer.body()).isEqualTo("The service has no healthy instance at the moment.\n");
    }
  }

  @Test
  void aBrowserThatAsksForAnUnknownHostLearnsThatNobodyAnswersToIt() throws IOException {
    try (FrontDoor door = FrontDoor.to()) {
      Message answer = door.ask("GET / HTTP/1.1\r\nHost: other.test\r\n" + BROWSER + "\r\n");

      assertThat(answer.startLine()).isEqualTo("HTTP/1.1 404 Not Found");
      assertThat(answer.body()).contains("No service answers to this name here.");
    }
  }

  @Test
  void aPageIsAlsoGivenWhenTheInstanceFailsAfterItHadTheRequest() throws IOException {
    try (Origin origin =
            Origin.speaking(wire -> {
              Message _ = wire.readMessage();
            });
        FrontDoor door = FrontDoor.to(origin.backend())) {
      Message answer =
          door.ask(
              "POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 1\r\n" + BROWSER + "\r\nx");

      assertThat(answer.header("x-pacer-reason")).isEqualTo("upstream-closed");
      assertThat(answer.body()).contains("<h1>502 Bad Gateway</h1>");
    }
  }

  @Test
  void aPageAskedForByHeadIsAnnouncedButNotSent() throws IOException {
    try (FrontDoor door = FrontDoor.to();
        Wire client = door.connect()) {
      client.send("HEAD / HTTP/1.1\r\nHost: app.test\r\n" + BROWSER + "\r\n");
      Message announced = client.readHead();
      Message page = client.send(get(BROWSER)).readMessage();

      assertThat(page.status()).isEqualTo(503);
      assertThat(announced.header("content-length")).isEqualTo("" + page.body().length());
    }
  }

  @Test
  void aBrowserWithHttp2GetsThePageToo() throws IOException {
    try (FrontDoor door = FrontDoor.to();
        Http2Client client = new Http2Client(door.server().httpAddress())) {
      Http2Client.Answer answer = client.ask(Http2Client.get("/").add("accept", "text/html"));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }
  }

  @Test
  void aRequestThatIsRefusedBeforeItIsWholeHasAnIdToo() throws IOException {
    try (FrontDoor door = FrontDoor.to()) {
      Message answer = door.ask("GET / HTTP/1.1\r\n\r\n");

      assertThat(answer.header("x-pacer-reason")).isEqualTo("host-missing");
      assertThat(answer.header("x-request-id")).matches(ID);
      assertThat(door.metrics().reasons().counts()).containsEntry("host-missing", 1L);
    }
  }

  @Test
  void everyRefusalIsCountedOnceByItsReason() throws IOException {
    try (FrontDoor door = FrontDoor.to()) {
      door.ask(get(""));
      door.ask(get(""));
      door.ask("GET / HTTP/1.1\r\nHost: other.test\r\n\r\n");

      assertThat(door.metrics().reasons().counts())
          .containsEntry("no-instance", 2L)
          .containsEntry("unknown-host", 1L)
          .hasSize(2);
      assertThat(door.counters("app.test").reasons().counts())
          .containsEntry("no-instance", 2L)
          .hasSize(1);
    }
  }

  @TestFactory
  Stream<DynamicTest> noRefusalBringsMarkupOfTheClientsIntoAPage() {
    return Stream.of(Refusal.values())
        .map(OwnAnswer::to)
        .map(answer ->
            DynamicTest.dynamicTest(
                answer.reason(),
                () ->
                    assertThat(OwnPage.html(answer, "<script>"))
                        .contains("&lt;script&gt;", answer.reason())
                        .doesNotContain("<script")));
  }

  private static String get(String lines) {
    return "GET / HTTP/1.1\r\nHost: app.test\r\n" + lines + "\r\n";
  }
}
