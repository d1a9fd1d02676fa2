package dev.pacer.crash;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Asks for a service again and again, from before the server listens: its first answer and all later
/// ones must be those of a version.
final class FrontDoorWatch implements AutoCloseable {
  private final int port;
  private final String host;
  private final Set<String> good;
  private final Thread thread;
  private final List<String> wrong = new ArrayList<>();
  private volatile boolean closed;
  private int answers;

  /// @param good what may be answered; when it is empty, nothing is asked
  FrontDoorWatch(int port, String host, Set<String> good) {
    this.port = port;
    this.host = host;
    this.good = good;
    this.closed = good.isEmpty();
    this.thread = Thread.ofVirtual().name("front-door-watch").start(this::run);
  }

  /// Ends the watch.
  ///
  /// @return what was wrong; nothing that was right counts as wrong too
  List<String> wrong() {
    close();
    if (answers == 0 && !good.isEmpty()) {
      wrong.add("nothing was answered");
    }
    return wrong;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void run() {
    while (!closed) {
      try {
        String answer = FrontDoor.ask(port, host);
        answers++;
        if (!good.contains(answer)) {
          wrong.add("answer " + answers + ": " + answer);
        }
      } catch (ConnectException refused) {
        // Nobody listens before the server does.
        if (answers > 0) {
          wrong.add("after " + answers + " answers: " + refused);
        }
      } catch (IOException failure) {
        wrong.add("after " + answers + " answers: " + failure);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
