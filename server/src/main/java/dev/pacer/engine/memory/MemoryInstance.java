package dev.pacer.engine.memory;

import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.ListeningPort;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// One instance: its port, its lines and its state. The monitor of this object guards lines and
/// state and is notified at each change of them; nothing blocks while it is held.
final class MemoryInstance {
  private static final int MOST_LINES = 10_000;
  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  /// One printed line.
  record Line(Instant at, String text) {}

  private final InstanceSpec spec;
  private final MemoryImage image;
  private final MemoryListener listener;
  private final InstantSource clock;
  private final Instant createdAt;
  private final List<Line> lines = new ArrayList<>();
  private int dropped;
  // Times rise strictly, so that a reader can go on exactly after a line.
  private Instant lastLine = Instant.MIN;
  private InstanceState state;

  /// @param beforeAnswer is run before each answer
  MemoryInstance(
      InstanceSpec spec,
      String reference,
      MemoryImage image,
      Runnable beforeAnswer,
      InstantSource clock)
      throws IOException {
    this.spec = spec;
    this.image = image;
    this.clock = clock;
    createdAt = clock.instant();
    listener = new MemoryListener(spec, reference, beforeAnswer);
    state = new InstanceState.Running(listener.address(), false);
  }

  InstanceSpec spec() {
    return spec;
  }

  InstanceHandle handle() {
    return new InstanceHandle("memory-" + spec.instanceId());
  }

  Instant createdAt() {
    return createdAt;
  }

  synchronized InstanceState state() {
    return state;
  }

  /// Where it listens, as the image pretends it.
  List<ListeningPort> listeningPorts() {
    return switch (image.conduct()) {
      case MemoryImage.Conduct.NeverListens(var elsewhere) -> elsewhere;
      case MemoryImage.Conduct.Exits _ -> List.of();
      case MemoryImage.Conduct.Serves _ ->
          listener.isOpen() ? List.of(new ListeningPort(spec.port(), false)) : List.of();
    };
  }

  /// Prints the first lines, then does what the image says.
  void run() throws IOException {
    image.lines().forEach(this::print);
    switch (image.conduct()) {
      case MemoryImage.Conduct.Exits(int exitCode) -> exit(exitCode, false);
      case MemoryImage.Conduct.NeverListens _ -> {}
      case MemoryImage.Conduct.Serves(Duration opensAfter, var statuses) -> {
        statuses.forEach(listener::answer);
        if (opensAfter.isZero()) {
          listener.open();
        } else {
          Thread.startVirtualThread(() -> openAfter(opensAfter));
        }
      }
    }
  }

  void answer(String path, int status) {
    listener.answer(path, status);
  }

  synchronized void print(String text) {
    if (lines.size() == MOST_LINES) {
      lines.removeFirst();
      dropped++;
    }
    Instant now = clock.instant();
    lastLine = now.isAfter(lastLine) ? now : lastLine.plusNanos(1);
    lines.add(new Line(lastLine, text));
    notifyAll();
  }

  void exit(int exitCode, boolean outOfMemory) {
    synchronized (this) {
      if (state instanceof InstanceState.Exited) {
        return;
      }
      state = new InstanceState.Exited(exitCode, outOfMemory);
      notifyAll();
    }
    listener.close();
  }

  /// From now on requests are held, or answered again.
  void suspend(boolean wanted) {
    synchronized (this) {
      if (!(state instanceof InstanceState.Running)) {
        return;
      }
      state = new InstanceState.Running(listener.address(), wanted);
    }
    listener.suspend(wanted);
  }

  void stop(Duration grace) {
    if (!image.ignoresTermination()) {
      exit(TERMINATED, false);
      return;
    }
    try {
      synchronized (this) {
        await(() -> state instanceof InstanceState.Exited, grace);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    exit(KILLED, false);
  }

  void kill() {
    exit(KILLED, false);
  }

  /// The lines from a position on, waiting a moment for the first of them when there is none yet.
  /// Positions count all lines that were ever printed.
  ///
  /// @param hasGivenUp whether the reader has given up, see [#wakeReaders]
  synchronized List<Line> linesFrom(int position, Duration atMost, BooleanSupplier hasGivenUp)
      throws InterruptedException {
    await(
        () ->
            position < dropped + lines.size()
                || state instanceof InstanceState.Exited
                || hasGivenUp.getAsBoolean(),
        atMost);
    int from = Math.max(0, position - dropped);
    return from >= lines.size() ? List.of() : List.copyOf(lines.subList(from, lines.size()));
  }

  /// Lets readers see that they have given up.
  synchronized void wakeReaders() {
    notifyAll();
  }

  /// Whether no line will come after the position.
  synchronized boolean endedAt(int position) {
    return state instanceof InstanceState.Exited && position >= dropped + lines.size();
  }

  /// The position of the oldest line that is still kept.
  synchronized int firstPosition() {
    return dropped;
  }

  /// Called with the monitor held, which waiting gives up.
  private void await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    long millis = Math.max(1, atMost.toMillis());
    while (!condition.getAsBoolean() && millis > 0) {
      wait(millis);
      millis = (deadline - System.nanoTime()) / 1_000_000;
    }
  }

  private void openAfter(Duration delay) {
    try {
      Thread.sleep(delay);
      listener.open();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      print("cannot listen: " + failure.getMessage());
      exit(1, false);
    }
  }
}
