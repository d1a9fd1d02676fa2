package dev.pacer.ingress;

/// How much one client's connection of HTTP/2 may ask of the front door; one that asks for more is
/// closed, or told not to.
///
/// @param streams requests that may be in flight on it
/// @param streamWindow bytes of one request that may wait for its instance
/// @param connectionWindow the same of all its requests together, 64 KiB or more
/// @param resets streams that the client, or its errors, may end early within [#RESETS_SECONDS]
///     (CVE-2023-44487, CVE-2025-8671)
/// @param queuedControlFrames acknowledgements that may wait for a client that does not read them
public record Http2Limits(
    int streams, int streamWindow, int connectionWindow, int resets, int queuedControlFrames) {

  /// The window in which [#resets] are counted, in seconds.
  public static final int RESETS_SECONDS = 30;

  private static final int SMALLEST_CONNECTION_WINDOW = 65_535;

  /// 128 streams, 128 KiB a stream and 512 KiB a connection, 200 resets, 1000 control frames.
  public static final Http2Limits DEFAULTS =
      new Http2Limits(128, 128 * 1024, 512 * 1024, 200, 1000);

  public Http2Limits {
    if (streams < 1
        || streamWindow < 1
        || connectionWindow < SMALLEST_CONNECTION_WINDOW
        || resets < 1
        || queuedControlFrames < 1) {
      throw new IllegalArgumentException(
          "HTTP/2 limits are too small: streams %d (least 1), streamWindow %d (1), connectionWindow %d (65535), resets %d (1), queuedControlFrames %d (1)"
              .formatted(streams, streamWindow, connectionWindow, resets, queuedControlFrames));
    }
  }

  public Http2Limits withStreams(int most) {
    return new Http2Limits(most, streamWindow, connectionWindow, resets, queuedControlFrames);
  }

  public Http2Limits withResets(int most) {
    return new Http2Limits(streams, streamWindow, connectionWindow, most, queuedControlFrames);
  }
}
