package dev.pacer.operation;

/// What became of the wish to cancel an operation.
public enum Cancellation {
  /// It goes back as soon as its step lets it.
  REQUESTED,
  /// It has ended.
  ENDED,
  /// It goes back already, because of a failure.
  GOING_BACK,
  /// What it has begun cannot be taken back any more.
  TOO_LATE
}
