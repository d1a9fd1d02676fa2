package dev.pacer.ingress;

import java.time.Duration;

/// Counts the open client connections of all event loops, against a limit. Safe for any thread.
final class Connections {
  private final int most;
  private int open;

  Connections(int most) {
    this.most = most;
  }

  /// Counts one more, unless there are too many; each success is paired with one [#close].
  synchronized boolean open() {
    if (open == most) {
      return false;
    }
    open++;
    return true;
  }

  synchronized void close() {
    open--;
    if (open == 0) {
      notifyAll();
    }
  }

  /// Waits until none is open.
  ///
  /// @return false when some were still open after that time
  synchronized boolean awaitNone(Duration longest) throws InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (open > 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // Rounded up: wait(0) has no end.
      wait(left / 1_000_000 + 1);
    }
    return true;
  }
}
