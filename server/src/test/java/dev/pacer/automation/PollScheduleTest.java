package dev.pacer.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollScheduleTest {
  private static final Place SHOP = new Place.Image("registry.example.com/shop:1");

  @ParameterizedTest
  @CsvSource({
    "PT30S, 0, 0.5, PT30S",
    "PT30S, 0, 0, PT27S",
    "PT30S, 0, 1, PT33S",
    "PT30S, 1, 0.5, PT1M",
    "PT30S, 2, 0.5, PT2M",
    "PT30S, 5, 0.5, PT15M",
    "PT30S, 1000, 0.5, PT15M",
    "PT1H, 0, 0.5, PT1H",
    "PT1H, 3, 0.5, PT1H"
  })
  void failuresDoubleThePauseUpToAQuarterOfAnHour(
      Duration interval, int failures, double random, Duration pause) {
    assertThat(PollSchedule.pause(interval, failures, random)).isEqualTo(pause);
  }

  @Test
  void aPlaceIsNotDueAgainWhileSomebodyLooks() {
    PollSchedule schedule = new PollSchedule(Duration.ofMillis(1));
    await().until(() -> schedule.due(Set.of(SHOP)).equals(List.of(SHOP)));

    assertThat(schedule.due(Set.of(SHOP))).isEmpty();
  }

  @Test
  void aPlaceIsDueAgainAfterTheInterval() {
    PollSchedule schedule = new PollSchedule(Duration.ofMillis(1));
    await().until(() -> schedule.due(Set.of(SHOP)).equals(List.of(SHOP)));

    schedule.looked(SHOP, true);

    await().until(() -> schedule.due(Set.of(SHOP)).equals(List.of(SHOP)));
  }
}
