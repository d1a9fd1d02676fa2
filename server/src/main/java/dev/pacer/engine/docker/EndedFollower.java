package dev.pacer.engine.docker;

import dev.pacer.engine.LogFollower;
import java.time.Duration;

/// Follows what does not exist.
record EndedFollower() implements LogFollower {

  @Override
  public boolean awaitEnd(Duration atMost) {
    return true;
  }

  @Override
  public void close() {}
}
