package dev.pacer.automation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveriesTest {

  @Test
  void aDeliveryIsNewOnce() {
    Deliveries deliveries = new Deliveries(10);

    assertThat(deliveries.isNew("one")).isTrue();
    assertThat(deliveries.isNew("two")).isTrue();
    assertThat(deliveries.isNew("one")).isFalse();
  }

  @Test
  void ofTooManyTheOldestIsForgotten() {
    Deliveries deliveries = new Deliveries(2);
    deliveries.isNew("one");
    deliveries.isNew("two");
    deliveries.isNew("three");

    assertThat(deliveries.isNew("three")).isFalse();
    assertThat(deliveries.isNew("one")).isTrue();
  }
}
