package dev.pacer.operation;

/// A step cannot succeed. The message is the reason that users read.
public final class StepFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StepFailedException(String reason) {
    super(reason);
  }

  public StepFailedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
