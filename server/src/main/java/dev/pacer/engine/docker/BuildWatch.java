package dev.pacer.engine.docker;

import dev.pacer.engine.BuildFailedException;
import dev.pacer.engine.BuildLimits;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Ends a build that reaches its limit of time or of disk. For the build's own thread.
///
/// To measure what a container wrote, an engine walks over all of its files. It is therefore asked the
/// less often the longer it takes.
final class BuildWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int SHARE_OF_LOOKS = 20;
  private static final long MEBIBYTE = 1024L * 1024L;

  private final BuildLimits limits;
  private final long end;
  private long nextLook;

  BuildWatch(BuildLimits limits) {
    this.limits = limits;
    end = System.nanoTime() + limits.time().toNanos();
    nextLook = System.nanoTime();
  }

  /// How long the build may still take, and at least a moment.
  Duration remaining() {
    return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
  }

  boolean isOver() {
    return System.nanoTime() >= end;
  }

  /// @throws BuildFailedException when the time is over
  void requireTime(String phase) {
    if (isOver()) {
      throw new BuildFailedException(
          phase, "The build took longer than its limit of " + text(limits.time()) + ".");
    }
  }

  /// Called again and again while something runs.
  ///
  /// @param size measures what was written, in bytes; empty when that cannot be found out now
  /// @throws BuildFailedException when a limit is reached
  void check(String phase, Supplier<OptionalLong> size) {
    requireTime(phase);
    long start = System.nanoTime();
    if (start < nextLook) {
      return;
    }
    requireDisk(phase, size);
    long now = System.nanoTime();
    nextLook = now + Math.max(BETWEEN_LOOKS.toNanos(), (now - start) * SHARE_OF_LOOKS);
  }

  /// @throws BuildFailedException when too much was written
  void requireDisk(String phase, Supplier<OptionalLong> size) {
    if (size.get().orElse(0) >= limits.diskMebibytes() * MEBIBYTE) {
      throw new BuildFailedException(
          phase,
          "The build wrote as much as its limit of %d MiB of disk."
              .formatted(limits.diskMebibytes()));
    }
  }

  private static String text(Duration time) {
    return time.toSecondsPart() == 0 && time.toMinutes() > 0
        ? time.toMinutes() + " min"
        : time.toSeconds() + " s";
  }
}
