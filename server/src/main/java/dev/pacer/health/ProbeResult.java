package dev.pacer.health;

/// What one probe found.
public sealed interface ProbeResult {

  /// The instance answered as wanted.
  record Passed() implements ProbeResult {}

  /// The instance did not.
  ///
  /// @param reason why, for people, to be put after a colon: `connection refused`, `HTTP status
  ///     404`, `no answer within 2 s`
  record Failed(String reason) implements ProbeResult {}
}
