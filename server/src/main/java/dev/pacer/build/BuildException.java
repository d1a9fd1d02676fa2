package dev.pacer.build;

/// A source tree did not become an image. The message is for the person who deploys: App Runner's
/// sentence first, where it has one, then what is known beyond it.
public final class BuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BuildException(String message) {
    super(message);
  }

  public BuildException(String message, Throwable cause) {
    super(message, cause);
  }

  /// In App Runner's words for a build that failed.
  static BuildException notBuilt(String reason) {
    return new BuildException("Failed to build your application source code. Reason: " + reason);
  }

  static BuildException notBuilt(String reason, Throwable cause) {
    return new BuildException(
        "Failed to build your application source code. Reason: " + reason, cause);
  }
}
