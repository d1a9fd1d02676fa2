package dev.pacer.ingress.access;

import dev.pacer.ingress.routes.RoutedService;
import dev.pacer.logs.LogLine;
import dev.pacer.logs.LogStore;
import dev.pacer.logs.LogStreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the access logs of all services. Event loops only put lines into a bounded queue; a thread of
/// its own formats and writes them, those of a moment together. A line for which there is no room is
/// dropped and counted: no request ever waits for a disk.
public final class AccessLog implements AutoCloseable {
  /// An access log that nothing is written to.
  public static final AccessLog NONE = new AccessLog();

  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
  private static final int ROOM = 16_384;

  /// How long lines are collected that are then written at once.
  private static final Duration GATHERING = Duration.ofMillis(20);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final @Nullable LogStore store;
  private final int room;
  private final Queue<AccessLine> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private final Thread writer =
      Thread.ofPlatform().name("access-log").daemon().unstarted(this::run);
  private volatile boolean closing;

  private AccessLog() {
    this.store = null;
    this.room = 0;
  }

  private AccessLog(LogStore store, int room) {
    this.store = store;
    this.room = room;
  }

  /// An access log in the services' application log groups, stream `access`.
  public static AccessLog in(LogStore store) {
    return in(store, ROOM);
  }

  /// @param room how many lines wait for being written, at most
  public static AccessLog in(LogStore store, int room) {
    AccessLog started = new AccessLog(store, room);
    started.writer.start();
    return started;
  }

  /// Whether lines are worth making.
  public boolean isWritten() {
    return store != null;
  }

  /// Takes a line, or drops it. Never blocks; any thread.
  public void add(AccessLine line) {
    if (queued.get() >= room) {
      dropped.increment();
      return;
    }
    queue.add(line);
    if (queued.getAndIncrement() == 0) {
      LockSupport.unpark(writer);
    }
  }

  /// How many lines were dropped since the start.
  public long dropped() {
    return dropped.sum();
  }

  /// Writes what waits, and ends. Lines that come later are lost.
  @Override
  public void close() {
    if (store == null) {
      return;
    }
    closing = true;
    LockSupport.unpark(writer);
    try {
      writer.join(LONGEST_STOP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      if (queued.get() == 0) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, GATHERING.toNanos());
        writeOrReport();
      }
    }
    writeOrReport();
  }

  private void writeOrReport() {
    try {
      take().forEach(this::write);
    } catch (RuntimeException failure) {
      log.atError().setCause(failure).log("Writing the access log failed");
    }
  }

  private Map<RoutedService, List<LogLine>> take() {
    Map<RoutedService, List<LogLine>> lines = new LinkedHashMap<>();
    int taken = 0;
    AccessLine line = queue.poll();
    while (line != null) {
      taken++;
      lines
          .computeIfAbsent(line.service(), _ -> new ArrayList<>())
          .add(new LogLine(line.ended(), line.json()));
      line = queue.poll();
    }
    queued.addAndGet(-taken);
    return lines;
  }

  private void write(RoutedService service, List<LogLine> lines) {
    if (store != null) {
      store.append(LogStreamName.access(service.name(), service.id()), lines);
    }
  }
}
