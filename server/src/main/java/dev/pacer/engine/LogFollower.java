package dev.pacer.engine;

import java.time.Duration;

/// A running subscription to an instance's output.
public interface LogFollower extends AutoCloseable {

  /// Waits until every line of an ended instance was delivered, at most the given time.
  ///
  /// @return whether the end was reached; false too when the follower was closed before
  boolean awaitEnd(Duration atMost);

  @Override
  void close();
}
