package dev.pacer.api.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.operation.Admission;
import dev.pacer.service.ServiceCall;
import dev.pacer.wire.AwsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          UPDATE | InvalidStateException | Service cannot be updated in the current state: OPERATION_IN_PROGRESS.
          DELETE | InvalidStateException | Service cannot be deleted in the current state: OPERATION_IN_PROGRESS.
          PAUSE | InvalidStateException | Service cannot be paused in the current state: OPERATION_IN_PROGRESS.
          RESUME | InvalidStateException | Service cannot be resumed in the current state: OPERATION_IN_PROGRESS.
          START_DEPLOYMENT | InvalidRequestException | "Can't start a deployment on the specified service, because it isn't in RUNNING state."
          """)
  void aCallThatAnotherOneBeatReadsWhatALaterCallReads(
      ServiceCall call, String type, String message) {
    AwsException refusal = Refusals.ofCall(new Admission.ServiceChanged(), call);

    assertThat(refusal.type()).isEqualTo(type);
    assertThat(refusal.getMessage()).isEqualTo(message);
  }
}
