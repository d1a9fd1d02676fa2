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
}
