package dev.pacer.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does the same to several things at once, as each takes the engine a while.
final class SideBySide {
  private SideBySide() {}

  /// What is done to one of them.
  @FunctionalInterface
  interface Action<T> {
    void apply(T item) throws InterruptedException;
  }

  /// Returns when all are done. An interrupt is passed on to all of them.
  ///
  /// @throws RuntimeException the first failure, once all have ended
  static <T> void forEach(List<T> items, Action<T> action) throws InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T item : items) {
        running.add(
            executor.submit(() -> {
              action.apply(item);
              return null;
            }));
      }
    }
    for (Future<?> one : running) {
      try {
        one.get();
      } catch (ExecutionException failure) {
        switch (failure.getCause()) {
          case InterruptedException _ -> throw new InterruptedException();
          case RuntimeException known -> throw known;
          case null, default -> throw new IllegalStateException(failure.getCause());
        }
      }
    }
  }
}
