package dev.pacer.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time of day of a machine whose clock somebody sets. Safe for any thread.
public final class JumpingClock implements InstantSource {
  private volatile Duration offset = Duration.ZERO;

  /// Sets the clock, from now on.
  public void jump(Duration by) {
    offset = offset.plus(by);
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(offset);
  }
}
