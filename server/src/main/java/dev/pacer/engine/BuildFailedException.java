package dev.pacer.engine;

/// A build came to its end without an image. The message is one sentence for the person who deploys.
public final class BuildFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String phase;

  /// @param phase the name of the [BuildRequest.Phase] that failed; empty when no phase did
  public BuildFailedException(String phase, String message) {
    super(message);
    this.phase = phase;
  }

  public String phase() {
    return phase;
  }
}
