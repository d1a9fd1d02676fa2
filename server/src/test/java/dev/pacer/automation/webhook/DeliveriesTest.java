package dev.pacer.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveriesTest {

  @Test
  void aDeliveryIsKnownOnceItIsNoted() {
    Deliveries deliveries = new Deliveries(10);

    deliveries.note("one");

    assertThat(deliveries.knows("one")).isTrue();
    assertThat(deliveries.knows("two")).isFalse();
  }

  @Test
  void ofTooManyTheOldestIsForgotten() {
    Deliveries deliveries = new Deliveries(2);

    deliveries.note("one");
    deliveries.note("two");
    deliveries.note("three");

    assertThat(deliveries.knows("one")).isFalse();
    assertThat(deliveries.knows("two")).isTrue();
    assertThat(deliveries.knows("three")).isTrue();
  }
}
