package dev.pacer.wire;

/// Finds out who sends a request.
@FunctionalInterface
public interface Authenticator {

  /// The proven caller.
  ///
  /// @throws AwsException the refusal that the caller shall see
  Caller authenticate(HttpRequest request);
}
