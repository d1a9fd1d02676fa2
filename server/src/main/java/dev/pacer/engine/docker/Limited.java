package dev.pacer.engine.docker;

import dev.pacer.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs blocking work under a time limit.
///
/// The transport's own timeouts have no effect on Unix sockets. The work therefore runs on a virtual
/// thread of its own, and an interrupt of that thread closes the socket it is blocked on.
final class Limited {

  /// Asked while the work goes on: how long it may still take. Not positive means no longer.
  interface Limit {
    Duration remaining();
  }

  private Limited() {}

  static <T> T run(String name, Duration limit, Callable<T> work) throws TimeoutException {
    return run(name, until(limit), work);
  }

  /// Runs work that is worse half done than done: an interrupt of the caller waits for its end.
  ///
  /// @throws TimeoutException when the limit was reached; the work is interrupted then
  static <T> T finish(String name, Duration limit, Callable<T> work) throws TimeoutException {
    Limit remaining = until(limit);
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name(name).start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result(task, remaining);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      task.cancel(true);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Limit until(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    return () -> Duration.ofNanos(end - System.nanoTime());
  }

  /// @throws TimeoutException when the limit was reached; the work is interrupted then
  /// @throws EngineException when the caller is interrupted, or whatever the work threw
  static <T> T run(String name, Limit limit, Callable<T> work) throws TimeoutException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name(name).start(task);
    try {
      return result(task, limit);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          EngineException.Kind.UNAVAILABLE, "The call was interrupted.", interrupt);
    } finally {
      // No matter when it has ended.
      task.cancel(true);
    }
  }

  private static <T> T result(FutureTask<T> task, Limit limit)
      throws InterruptedException, TimeoutException {
    try {
      return await(task, limit);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  private static <T> T await(FutureTask<T> task, Limit limit)
      throws InterruptedException, ExecutionException, TimeoutException {
    while (true) {
      Duration remaining = limit.remaining();
      if (!remaining.isPositive()) {
        throw new TimeoutException();
      }
      try {
        return task.get(remaining.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        // The limit is asked again: it may have moved meanwhile.
      }
    }
  }
}
