package dev.pacer.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Waits for calls of the database that run on other threads: an interrupt of the caller is kept for
/// afterwards, because nobody could say what became of a write that it cut off.
final class Uninterrupted {
  private Uninterrupted() {}

  /// @param translate what to throw for a failure of the call
  static <T> T await(Future<T> future, Function<Throwable, RuntimeException> translate) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failure) {
      throw translate.apply(failure.getCause() == null ? failure : failure.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
