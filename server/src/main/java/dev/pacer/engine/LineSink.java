package dev.pacer.engine;

import java.time.Instant;

/// Receives what an instance writes, one line at a time.
public interface LineSink {

  /// @param at when the engine saw the line
  /// @param text the line without its end; longer ones are cut by the engine's adapter
  void line(Instant at, String text);

  /// No line will follow: the instance ended or the follower was closed.
  default void ended() {}
}
