package dev.pacer.operation;

import java.time.Instant;
import java.util.Optional;

/// One long operation on a service, as it is stored.
///
/// @param id 32 hexadecimal characters
/// @param failure why it failed, one sentence for people; empty unless it failed
public record Operation(
    String id,
    String serviceId,
    OperationType type,
    OperationStatus status,
    Optional<String> failure,
    Instant startedAt,
    Instant updatedAt,
    Optional<Instant> endedAt) {

  /// An operation that was accepted and not begun.
  public static Operation pending(String id, String serviceId, OperationType type, Instant now) {
    return new Operation(
        id, serviceId, type, OperationStatus.PENDING, Optional.empty(), now, now, Optional.empty());
  }

  public Operation in(OperationStatus next, Instant now) {
    return new Operation(
        id,
        serviceId,
        type,
        next,
        failure,
        startedAt,
        now,
        next.hasEnded() ? Optional.of(now) : Optional.empty());
  }

  /// The same operation on its way back because of a failure.
  public Operation rollingBack(String reason, Instant now) {
    return new Operation(
        id,
        serviceId,
        type,
        OperationStatus.ROLLBACK_IN_PROGRESS,
        Optional.of(reason),
        startedAt,
        now,
        Optional.empty());
  }

  /// The same operation, ended, of which something could not be taken back. An operation that has no
  /// way back keeps its status.
  ///
  /// @param left what could not be taken back
  public Operation rollbackFailed(String left) {
    return new Operation(
        id,
        serviceId,
        type,
        status == OperationStatus.ROLLBACK_SUCCEEDED ? OperationStatus.ROLLBACK_FAILED : status,
        failure.map(reason ->
            reason
                + " Taking the operation back failed too ("
                + left
                + "). What it left is removed in the background; see the server's log if it stays."),
        startedAt,
        updatedAt,
        endedAt);
  }
}
