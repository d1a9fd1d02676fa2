package dev.pacer.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTallyTest {

  /// `+` is a passed probe, `-` a failed one.
  @ParameterizedTest
  @CsvSource({
    "'',      2, 3, UNKNOWN",
    "+,       1, 3, HEALTHY",
    "+,       2, 3, UNKNOWN",
    "++,      2, 3, HEALTHY",
    "+-+,     2, 3, UNKNOWN",
    "+-++,    2, 3, HEALTHY",
    "--,      2, 3, UNKNOWN",
    "---,     2, 3, UNHEALTHY",
    "--+-,    2, 3, UNKNOWN",
    "++--,    2, 3, HEALTHY",
    "++---,   2, 3, UNHEALTHY",
    "++--+--, 2, 3, HEALTHY",
    "---+,    2, 3, UNHEALTHY",
    "---++,   2, 3, HEALTHY",
    "-,       1, 1, UNHEALTHY",
    "-+,      1, 1, HEALTHY",
  })
  void theVerdictChangesWhenAThresholdIsReached(
      String results, int healthyThreshold, int unhealthyThreshold, Health verdict) {
    HealthCheck check = check(healthyThreshold, unhealthyThreshold);

    HealthTally tally = HealthTally.START;
    for (int i = 0; i < results.length(); i++) {
      tally = tally.plus(results.charAt(i) == '+' ? passed() : failed("it hurts"), check);
    }

    assertThat(tally.health()).isEqualTo(verdict);
  }

  @Test
  void theNewestFailureIsRemembered() {
    HealthCheck check = check(1, 5);

    HealthTally tally =
        HealthTally.START
            .plus(failed("first"), check)
            .plus(failed("second"), check)
            .plus(passed(), check);

    assertThat(tally).isEqualTo(new HealthTally(Health.HEALTHY, 1, 0, "second"));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1, 1", "1, 0, 1, 1", "1, 1, 0, 1", "1, 1, 1, 0", "-1, 1, 1, 1"})
  void aCheckWithoutTimeOrThresholdIsRefused(
      long interval, long timeout, int healthyThreshold, int unhealthyThreshold) {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new HealthCheck(
                HealthCheck.Protocol.TCP,
                "/",
                Duration.ofSeconds(interval),
                Duration.ofSeconds(timeout),
                healthyThreshold,
                unhealthyThreshold));
  }

  private static HealthCheck check(int healthyThreshold, int unhealthyThreshold) {
    return new HealthCheck(
        HealthCheck.Protocol.TCP,
        "/",
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        healthyThreshold,
        unhealthyThreshold);
  }

  private static ProbeResult passed() {
    return new ProbeResult.Passed();
  }

  private static ProbeResult failed(String reason) {
    return new ProbeResult.Failed(reason);
  }
}
