package dev.pacer.ingress.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class BackendTest {
  private final Backend backend =
      new Backend("instance", InetSocketAddress.createUnresolved("app", 8080));

  @Test
  void aClosedInstanceTakesNoRequest() {
    assertThat(backend.closeIfIdle()).isTrue();

    assertThat(backend.claim(100)).isFalse();
    assertThat(backend.inFlight()).isZero();
    assertThat(backend.isClosed()).isTrue();
  }

  @Test
  void anInstanceWithARequestIsNotClosedBeforeItsEnd() {
    assertThat(backend.claim(100)).isTrue();

    assertThat(backend.closeIfIdle()).isFalse();

    assertThat(backend.claim(100)).isTrue();
    backend.release();
    backend.release();
    assertThat(backend.closeIfIdle()).isTrue();
  }

  @Test
  void closingTwiceChangesNothing() {
    backend.closeIfIdle();

    assertThat(backend.closeIfIdle()).isTrue();
  }

  @Test
  void aSleepingInstanceTakesNoRequestBeforeItIsAwake() {
    assertThat(backend.fallAsleep()).isTrue();

    assertThat(backend.claim(100)).isFalse();
    assertThat(backend.room(100)).isZero();

    assertThat(backend.awake()).isTrue();
    assertThat(backend.claim(100)).isTrue();
  }

  @Test
  void anInstanceWithARequestDoesNotFallAsleep() {
    assertThat(backend.claim(100)).isTrue();

    assertThat(backend.fallAsleep()).isFalse();

    assertThat(backend.isAsleep()).isFalse();
    assertThat(backend.inFlight()).isEqualTo(1);
  }

  @Test
  void anInstanceThatIsClosedInItsSleepDoesNotWake() {
    backend.fallAsleep();

    assertThat(backend.closeIfIdle()).isTrue();

    assertThat(backend.awake()).isFalse();
    assertThat(backend.isClosed()).isTrue();
  }

  @Test
  void anInstanceIsQuietSinceItsLastRequestEndedOrItAwoke() {
    long begin = System.nanoTime();
    backend.claim(100);
    assertThat(backend.quietSince(begin - 1)).isEqualTo(begin - 1);

    backend.release();

    long released = backend.quietSince(Long.MAX_VALUE);
    assertThat(released - begin).isNotNegative();
    backend.fallAsleep();
    backend.awake();
    assertThat(backend.quietSince(Long.MAX_VALUE) - released).isNotNegative();
  }
}
