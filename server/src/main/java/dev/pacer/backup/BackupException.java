package dev.pacer.backup;

/// A backup could not be written or read. The message is for the operator: what is wrong and what
/// would do.
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackupException(String message) {
    super(message);
  }

  public BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
