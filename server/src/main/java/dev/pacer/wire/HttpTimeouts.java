package dev.pacer.wire;

import java.time.Duration;

/// How long a listener waits.
///
/// @param request from a request's first byte to its last; then 408
/// @param idle for the first byte of a connection's next request; then the connection is closed
/// @param response for a peer to take in a whole answer; then the connection is closed
/// @param linger how long what is still sent by a peer that was refused is thrown away, so that the
///     peer gets to read the refusal
public record HttpTimeouts(Duration request, Duration idle, Duration response, Duration linger) {

  public static final HttpTimeouts DEFAULT =
      new HttpTimeouts(
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5));
}
