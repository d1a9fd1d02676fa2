package dev.pacer.operation;

/// Another server runs this operation now.
public final class ClaimLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClaimLostException(String operationId) {
    super("another server runs the operation " + operationId);
  }
}
