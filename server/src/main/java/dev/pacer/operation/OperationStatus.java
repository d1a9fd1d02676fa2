package dev.pacer.operation;

/// How far an operation is (App Runner's names).
public enum OperationStatus {
  PENDING(false),
  IN_PROGRESS(false),
  ROLLBACK_IN_PROGRESS(false),
  SUCCEEDED(true),
  FAILED(true),
  ROLLBACK_SUCCEEDED(true),
  ROLLBACK_FAILED(true);

  private final boolean ended;

  OperationStatus(boolean ended) {
    this.ended = ended;
  }

  public boolean hasEnded() {
    return ended;
  }
}
