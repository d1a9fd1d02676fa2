package dev.pacer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 1", "3, 2", "4, 4", "7, 32", "8, 60", "9, 60", "2000000000, 60"})
  void thePauseDoublesUpToAMinute(int failures, int seconds) {
    assertThat(Backoff.pauseAfter(failures)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void theFirstFailureIsTriedAgainAtOnceAndTheSecondIsNot() {
    Backoff first = Backoff.NONE.failed(NOON, NOON.plusSeconds(1));

    assertThat(first.allows()).isTrue();
    assertThat(first.failed(NOON.plusSeconds(2), NOON.plusSeconds(3)).allows()).isFalse();
  }

  @Test
  void instancesThatWereStartedTogetherFailOnce() {
    Backoff once =
        Backoff.NONE
            .failed(NOON, NOON.plusSeconds(1))
            .failed(NOON, NOON.plusSeconds(1))
            .failed(NOON, NOON.plusSeconds(2));

    assertThat(once.failures()).isEqualTo(1);
  }
}
