package dev.pacer.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.service.ServiceCall.Ruling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceCallTest {

  @ParameterizedTest
  @CsvSource({
    "UPDATE, OPERATION_IN_PROGRESS, WrongState",
    "UPDATE, RUNNING, Accepted",
    "UPDATE, PAUSED, WrongState",
    "UPDATE, CREATE_FAILED, Accepted",
    "UPDATE, DELETE_FAILED, WrongState",
    "UPDATE, DELETED, NotFound",
    "DELETE, OPERATION_IN_PROGRESS, WrongState",
    "DELETE, RUNNING, Accepted",
    "DELETE, PAUSED, Accepted",
    "DELETE, CREATE_FAILED, Accepted",
    "DELETE, DELETE_FAILED, Accepted",
    "DELETE, DELETED, NotFound",
    "START_DEPLOYMENT, OPERATION_IN_PROGRESS, WrongRequest",
    "START_DEPLOYMENT, RUNNING, Accepted",
    "START_DEPLOYMENT, PAUSED, WrongRequest",
    "START_DEPLOYMENT, CREATE_FAILED, WrongRequest",
    "START_DEPLOYMENT, DELETE_FAILED, WrongRequest",
    "START_DEPLOYMENT, DELETED, NotFound",
    "PAUSE, OPERATION_IN_PROGRESS, WrongState",
    "PAUSE, RUNNING, Accepted",
    "PAUSE, PAUSED, AlreadySo",
    "PAUSE, CREATE_FAILED, WrongState",
    "PAUSE, DELETE_FAILED, WrongState",
    "PAUSE, DELETED, NotFound",
    "RESUME, OPERATION_IN_PROGRESS, WrongState",
    "RESUME, RUNNING, AlreadySo",
    "RESUME, PAUSED, Accepted",
    "RESUME, CREATE_FAILED, WrongState",
    "RESUME, DELETE_FAILED, WrongState",
    "RESUME, DELETED, NotFound"
  })
  void everyCallIsRuledOnInEveryStatus(ServiceCall call, ServiceStatus status, String ruling) {
    Ruling ruled = call.in(Lifecycle.of(status, "1".repeat(32)));

    assertThat(ruled.getClass().getSimpleName()).isEqualTo(ruling);
  }

  @Test
  void aRefusedUpdateSaysTheStateInAppRunnersWords() {
    Ruling ruling = ServiceCall.UPDATE.in(new Lifecycle.InProgress("1".repeat(32)));

    assertThat(ruling)
        .isEqualTo(
            new Ruling.WrongState(
                "Service cannot be updated in the current state: OPERATION_IN_PROGRESS."));
  }
}
