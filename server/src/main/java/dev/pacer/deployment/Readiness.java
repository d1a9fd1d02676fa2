package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.health.Health;
import dev.pacer.health.HealthCheck;
import dev.pacer.health.HealthTally;
import dev.pacer.health.Probe;
import dev.pacer.support.Deadline;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// Waits until a new instance is healthy, or until it is certain that it will not be.
///
/// A new instance is probed much more often than the check's interval, so that the time to be ready
/// is the application's, not the clock's; the pause grows towards the interval, or a
/// second.
public final class Readiness {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

  /// An application that ends late must not stay unnoticed for the check's interval, up to 20 s.
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private static final Duration FIRST_WORD = Duration.ofSeconds(3);
  private static final Duration NEXT_WORD = Duration.ofSeconds(30);

  private final ComputeEngine engine;
  private final Duration window;

  /// @param window how long a new instance may take to become healthy (App Runner: 5 minutes)
  public Readiness(ComputeEngine engine, Duration window) {
    this.engine = engine;
    this.window = window;
  }

  /// Is told of a long wait.
  @FunctionalInterface
  public interface Progress {
    /// @param reason why the newest probe failed
    /// @param remaining how much longer the instance may take
    void waiting(String reason, Duration remaining);
  }

  /// How the wait ended.
  public sealed interface Outcome {
    /// Healthy, and where it listens.
    record Ready(InetSocketAddress address) implements Outcome {}

    /// The process ended by itself.
    record Exited(int exitCode, boolean outOfMemory) implements Outcome {}

    /// The window is over.
    ///
    /// @param reason why the newest probe failed
    record NeverHealthy(String reason) implements Outcome {}

    /// The engine does not know the instance any more.
    record Gone() implements Outcome {}
  }

  /// Waits for one instance.
  ///
  /// @param progress is told from time to time why the instance is not healthy yet
  public Outcome await(InstanceHandle handle, HealthCheck check, Progress progress)
      throws InterruptedException {
    Probe probe = check.probe();
    Deadline deadline = Deadline.in(window);
    Deadline nextWord = Deadline.in(FIRST_WORD);
    HealthTally tally = HealthTally.START;
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<InstanceState> state = engine.inspect(handle);
      if (state.isEmpty()) {
        return new Outcome.Gone();
      }
      switch (state.get()) {
        case InstanceState.Exited(int code, boolean outOfMemory) -> {
          return new Outcome.Exited(code, outOfMemory);
        }
        case InstanceState.Running(InetSocketAddress address, _) -> {
          tally = tally.plus(probe.probe(address), check);
          if (tally.health() == Health.HEALTHY) {
            return new Outcome.Ready(address);
          }
        }
      }
      if (deadline.remaining().compareTo(pause) < 0) {
        return new Outcome.NeverHealthy(tally.lastFailure());
      }
      if (nextWord.hasPassed()) {
        progress.waiting(tally.lastFailure(), deadline.remaining());
        nextWord = Deadline.in(NEXT_WORD);
      }
      Thread.sleep(pause);
      pause = longer(pause, check.interval());
    }
  }

  private static Duration longer(Duration pause, Duration interval) {
    Duration most = interval.compareTo(LONGEST_PAUSE) < 0 ? interval : LONGEST_PAUSE;
    Duration next = pause.multipliedBy(3).dividedBy(2);
    return next.compareTo(most) < 0 ? next : most;
  }
}
