package dev.pacer.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FailureNotesTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
  private final InstantSource clock = now::get;
  private final FailureNotes notes = new FailureNotes(clock);

  @Test
  void theFirstFailureIsNews() {
    assertThat(notes.isNews("engine", "no answer")).isTrue();
  }

  @Test
  void theSameFailureIsNoNewsTheNextTime() {
    notes.isNews("engine", "no answer");

    assertThat(notes.isNews("engine", "no answer")).isFalse();
  }

  @Test
  void anotherTextIsNews() {
    notes.isNews("engine", "no answer");

    assertThat(notes.isNews("engine", "refused")).isTrue();
  }

  @Test
  void anotherSubjectIsNews() {
    notes.isNews("engine", "no answer");

    assertThat(notes.isNews("registry", "no answer")).isTrue();
  }

  @Test
  void aLastingFailureIsNewsAgainAfterAWhile() {
    notes.isNews("engine", "no answer");

    now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));

    assertThat(notes.isNews("engine", "no answer")).isTrue();
  }

  @Test
  void aFailureThatReturnsAfterItWasMendedIsNews() {
    notes.isNews("engine", "no answer");

    notes.mended("engine");

    assertThat(notes.isNews("engine", "no answer")).isTrue();
  }

  @Test
  void whatNeverFailedIsNotMended() {
    assertThat(notes.mended("engine")).isFalse();
  }
}
