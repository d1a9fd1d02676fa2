package dev.pacer.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Which requests may go over a connection that an instance may just be closing.
final class ReuseTest {
  private static final String POST =
      "POST / HTTP/1.1\r\nHost: app.test\r\nContent-Length: 5\r\n\r\nhello";

  @Test
  void aRequestThatMustNotBeSentTwiceDoesNotTrustAConnectionThatWasIdle() throws IOException {
    try (Origin origin = closingAfterOneAnswer();
        FrontDoor door =
            new FrontDoor(ReuseTest::trustingNothing).route("app.test", origin.backend());
        Wire client = door.connect()) {
      client.send(FrontDoor.get("/")).readMessage();

      assertThat(client.send(POST).readMessage().status()).isEqualTo(200);
    }
  }

  @Test
  void aRequestThatMayBeSentTwiceIsSentAgainWhenTheConnectionWasEnding() throws IOException {
    try (Origin origin = closingAfterOneAnswer();
        FrontDoor door =
            new FrontDoor(ReuseTest::trustingNothing).route("app.test", origin.backend());
        Wire client = door.connect()) {
      client.send(FrontDoor.get("/")).readMessage();

      assertThat(client.send(FrontDoor.get("/")).readMessage().status()).isEqualTo(200);
      assertThat(door.metrics().retries()).isEqualTo(1);
    }
  }

  @Test
  void requestsInQuickSuccessionShareAConnection() throws IOException {
    try (Origin origin = Origin.answering(_ -> Origin.ok("here"));
        FrontDoor door =
            new FrontDoor(ReuseTest::trustingLong).route("app.test", origin.backend());
        Wire client = door.connect()) {
      client.send(POST).readMessage();
      client.send(POST).readMessage();

      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  private static IngressSettings trustingNothing(IngressSettings settings) {
    return settings.withTimeouts(IngressTimeouts.DEFAULTS.withFresh(Duration.ZERO));
  }

  private static IngressSettings trustingLong(IngressSettings settings) {
    return settings.withTimeouts(IngressTimeouts.DEFAULTS.withFresh(Duration.ofMinutes(1)));
  }

  /// Closes each connection as its second request arrives, as an application does whose patience ended
  /// at that moment.
  private static Origin closingAfterOneAnswer() throws IOException {
    return Origin.speaking(wire -> {
      wire.readMessage();
      wire.send(Origin.ok("here"));
      wire.readHead();
    });
  }
}
