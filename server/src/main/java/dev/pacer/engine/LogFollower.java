package dev.pacer.engine;

/// A running subscription to an instance's output.
public interface LogFollower extends AutoCloseable {

  /// Waits until every line of an ended instance was delivered, at most the given time.
  ///
  /// @return whether the end was reached
  boolean awaitEnd(java.time.Duration atMost);

  @Override
  void close();
}
