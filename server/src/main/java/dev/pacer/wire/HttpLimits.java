package dev.pacer.wire;

/// How much a listener takes.
///
/// @param bodyBytes the longest request body; a longer one is answered with 413
/// @param headBytes the longest request line and the longest header section, each
/// @param connections the most connections at once; a further one is closed at once
/// @param requestsInFlight the most requests being handled at once; a further one is answered with
///     503
public record HttpLimits(int bodyBytes, int headBytes, int connections, int requestsInFlight) {

  public static final HttpLimits DEFAULT = new HttpLimits(1024 * 1024, 32 * 1024, 512, 256);

  public HttpLimits {
    if (bodyBytes < 1 || headBytes < 1 || connections < 1 || requestsInFlight < 1) {
      throw new IllegalArgumentException("every limit of a listener must be at least 1");
    }
  }
}
