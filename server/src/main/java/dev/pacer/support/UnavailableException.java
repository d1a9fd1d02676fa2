package dev.pacer.support;

/// Something that the server itself depends on cannot be used right now; what was asked was not done.
/// The message is for the caller: what happened and what to do.
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
