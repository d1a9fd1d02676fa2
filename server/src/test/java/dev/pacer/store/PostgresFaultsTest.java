package dev.pacer.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.operation.ClaimLostException;
import dev.pacer.store.PostgresFaults.Moment;
import dev.pacer.support.UnavailableException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresFaultsTest {
  @ParameterizedTest
  @CsvSource({
    "08006, does not answer",
    "08001, does not answer",
    "57P01, does not answer",
    "57P02, does not answer",
    "57P03, does not answer",
    "58030, does not answer",
    "53200, does not answer",
    "53300, has no connection free",
    "53100, disk",
    "55P03, in time",
    "57014, in time",
    "25006, takes no writes",
    "28P01, refuses the login",
    "40001, Too many changes",
    "40P01, Too many changes",
  })
  void whatPassesIsToldWithWhatToDo(String state, String words) {
    RuntimeException told = PostgresFaults.translate(failure(state), Moment.WRITING);

    assertThat(told)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining(words)
        .hasMessageContaining("so nothing was changed")
        .message()
        .containsIgnoringCase("try again");
  }

  @Test
  void aCommitThatWasNotAnsweredIsToldAsUncertain() {
    assertThat(PostgresFaults.translate(failure("08006"), Moment.COMMITTING))
        .hasMessageContaining("it is not certain whether the change was made");
  }

  @Test
  void whatWillNotPassIsAFaultOfOurs() {
    assertThat(PostgresFaults.translate(failure("42601"), Moment.READING))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void aWordOfOursPassesThroughUnchanged() {
    ClaimLostException lost = new ClaimLostException("operation");

    assertThat(PostgresFaults.translate(lost, Moment.WRITING)).isSameAs(lost);
  }

  private static RuntimeException failure(String state) {
    return new IllegalStateException("outer", new SQLException("inner", state));
  }
}
