package dev.pacer.engine.memory;

import dev.pacer.engine.LineSink;
import dev.pacer.engine.LogFollower;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Delivers an instance's lines from a virtual thread of its own; while the engine is away it
/// delivers none and waits.
final class MemoryFollower implements LogFollower {
  private static final Duration AWAY = Duration.ofMillis(20);

  /// Long, so that many quiet instances cost nothing; a line, the end and [#close] come at once.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MemoryInstance instance;
  private final Instant since;
  private final LineSink sink;
  private final BooleanSupplier away;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean reachedEnd;
  private volatile boolean closed;

  MemoryFollower(MemoryInstance instance, Instant since, LineSink sink, BooleanSupplier away) {
    this.instance = instance;
    this.since = since;
    this.sink = sink;
    this.away = away;
  }

  LogFollower started() {
    Thread.ofVirtual().name("memory-log-" + instance.spec().instanceId()).start(this::run);
    return this;
  }

  @Override
  public boolean awaitEnd(Duration atMost) {
    try {
      return finished.await(atMost.toNanos(), TimeUnit.NANOSECONDS) && reachedEnd;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
    instance.wakeReaders();
  }

  private void run() {
    try {
      int position = instance.firstPosition();
      while (!closed && !reachedEnd) {
        if (away.getAsBoolean()) {
          Thread.sleep(AWAY);
          continue;
        }
        List<MemoryInstance.Line> lines = instance.linesFrom(position, PATIENCE, () -> closed);
        if (away.getAsBoolean()) {
          continue;
        }
        lines.forEach(this::deliver);
        position += lines.size();
        reachedEnd = instance.endedAt(position);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      sink.ended();
      finished.countDown();
    }
  }

  private void deliver(MemoryInstance.Line line) {
    if (!closed && !line.at().isBefore(since)) {
      sink.line(line.at(), line.text());
    }
  }
}
