package dev.pacer.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1H"})
  void oneThatIsNotAheadHasPassed(Duration duration) {
    Deadline deadline = Deadline.in(duration);

    assertThat(deadline.hasPassed()).isTrue();
    assertThat(deadline.remaining()).isZero();
  }

  @Test
  void oneThatIsAheadRemains() {
    Deadline deadline = Deadline.in(Duration.ofHours(1));

    assertThat(deadline.hasPassed()).isFalse();
    assertThat(deadline.remaining()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
  }

  @Test
  void oneBeyondAllTimesNeverPasses() {
    assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE)).hasPassed()).isFalse();
  }
}
