package dev.pacer.source.git;

import org.jspecify.annotations.Nullable;

/// Source code cannot be read. The message is a sentence for the user that says what is wrong and what to
/// do; it never holds a credential.
public final class GitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What is wrong, for those who decide by it.
  public enum Kind {
    /// The URL is none that is read here.
    REFUSED_URL,
    /// There is no such repository, or no longer such a commit.
    NOT_FOUND,
    BRANCH_NOT_FOUND,
    /// They are missing, wrong, or of a kind that the URL does not take.
    CREDENTIALS,
    /// The server does not answer, or not as a git server.
    UNREACHABLE,
    TOO_LARGE,
    TOO_SLOW,
    /// The tree would write outside of its folder or otherwise means harm.
    HOSTILE_TREE,
    OTHER
  }

  private final Kind kind;

  public GitException(Kind kind, String message) {
    this(kind, message, null);
  }

  public GitException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
