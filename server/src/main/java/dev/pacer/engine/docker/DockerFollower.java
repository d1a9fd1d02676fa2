package dev.pacer.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceState;
import dev.pacer.engine.LineSink;
import dev.pacer.engine.LogFollower;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows one container's output on a virtual thread. When the stream ends though the container
/// runs, as at a restart of the engine, it goes on after the last delivered line.
final class DockerFollower implements LogFollower {
  private static final Logger log = LoggerFactory.getLogger(DockerFollower.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final EngineConnection connection;
  private final Function<InstanceHandle, Optional<InstanceState>> inspect;
  private final InstanceHandle handle;
  private final LineSink sink;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread thread;
  private Instant next;
  private volatile boolean reachedEnd;
  private volatile boolean closed;

  DockerFollower(
      EngineConnection connection,
      Function<InstanceHandle, Optional<InstanceState>> inspect,
      InstanceHandle handle,
      Instant since,
      LineSink sink) {
    this.connection = connection;
    this.inspect = inspect;
    this.handle = handle;
    this.next = since;
    this.sink = sink;
    thread = Thread.ofVirtual().name("engine-log").unstarted(this::run);
  }

  LogFollower started() {
    thread.start();
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

  /// The interrupt closes the socket on which the thread waits for the next line.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    try {
      Duration pause = FIRST_PAUSE;
      while (!closed && !reachedEnd) {
        Instant before = next;
        reachedEnd = attempt();
        if (!reachedEnd) {
          pause = next.equals(before) ? longer(pause) : FIRST_PAUSE;
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      sink.ended();
      finished.countDown();
    }
  }

  /// Delivers what there is until the stream ends.
  ///
  /// @return whether nothing can follow: that is certain only when the container had ended before
  ///     the stream was opened
  private boolean attempt() {
    try {
      boolean running =
          inspect.apply(handle).filter(InstanceState.Running.class::isInstance).isPresent();
      stream();
      return !running;
    } catch (EngineException | IOException failure) {
      if (!closed) {
        log.atDebug()
            .addKeyValue("instance", handle.value())
            .addKeyValue("reason", failure.toString())
            .log("Following a log was interrupted");
      }
      return false;
    }
  }

  private void stream() throws IOException {
    Instant from = next;
    LineSink forward = (at, text) -> deliver(at, text);
    LineAssembler[] streams = {
      new LineAssembler(forward), new LineAssembler(forward), new LineAssembler(forward)
    };
    try (DockerHttpClient.Response response = open(from)) {
      if (response.getStatusCode() == 404) {
        return;
      }
      if (response.getStatusCode() != 200) {
        throw new IOException("HTTP status " + response.getStatusCode());
      }
      LogFrames.read(
          response.getBody(),
          (stream, at, payload, offset) -> {
            // Engines round what they are asked for; what comes before it was delivered already.
            if (!at.isBefore(from)) {
              streams[stream].add(at, payload, offset);
            }
          });
    }
    for (LineAssembler stream : streams) {
      stream.end();
    }
  }

  private DockerHttpClient.Response open(Instant from) throws IOException {
    Instant since = from.isBefore(Instant.EPOCH) ? Instant.EPOCH : from;
    String path =
        "/containers/%s/logs?follow=true&stdout=true&stderr=true&timestamps=true&since=%d.%09d"
            .formatted(handle.value(), since.getEpochSecond(), since.getNano());
    try {
      return connection
          .engine()
          .http()
          .execute(
              DockerHttpClient.Request.builder()
                  .method(DockerHttpClient.Request.Method.GET)
                  .path(path)
                  .build());
    } catch (EngineException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      // The transport wraps what the socket throws.
      throw new IOException(failure);
    }
  }

  /// The two streams of an instance are stamped apart and may cross by nanoseconds; the sink is
  /// promised times that do not fall.
  private void deliver(Instant at, String text) {
    if (closed) {
      return;
    }
    Instant last = next.minusNanos(1);
    Instant time = at.isBefore(last) ? last : at;
    try {
      sink.line(time, text);
    } catch (RuntimeException failure) {
      log.atWarn().setCause(failure).log("A line of an instance's output was lost");
    }
    next = time.plusNanos(1);
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }
}
