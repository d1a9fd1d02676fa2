package dev.pacer.support;

import org.jspecify.annotations.Nullable;

/// Something that the server itself depends on cannot be used right now; what was asked was not done,
/// unless the message says that this is not certain. The message is for the caller: what happened and
/// what to do.
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
