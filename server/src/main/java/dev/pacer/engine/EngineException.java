package dev.pacer.engine;

import org.jspecify.annotations.Nullable;

/// An engine refused a call or could not be asked. The message is one sentence for the person who
/// deploys: what happened and, where it is known, what to do.
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What went wrong, as far as a caller decides by it.
  public enum Kind {
    /// The engine does not answer.
    UNAVAILABLE,
    /// The registry (or the engine's own store) has no such image or tag.
    IMAGE_NOT_FOUND,
    /// The registry wants other credentials.
    REGISTRY_REFUSED,
    /// The registry's host cannot be reached.
    REGISTRY_UNREACHABLE,
    /// The registry is there, but fails: it answers that it cannot now, or breaks off. Trying again
    /// can help.
    REGISTRY_FAILING,
    /// The engine's disk is full.
    DISK_FULL,
    /// The engine could not start the instance's process.
    START_REFUSED,
    /// Anything else that the engine answered.
    OTHER
  }

  private final Kind kind;

  public EngineException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public EngineException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
