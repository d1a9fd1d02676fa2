package dev.pacer.engine.memory;

import dev.pacer.engine.EngineException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Holds calls of an engine back until it is released, so that a test can look at what happens
/// meanwhile.
public final class MemoryHold implements AutoCloseable {
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger held = new AtomicInteger();

  /// How many calls wait now.
  public int held() {
    return held.get();
  }

  /// Lets the waiting calls go on, and all later ones pass.
  public void release() {
    released.countDown();
  }

  @Override
  public void close() {
    release();
  }

  void pass() {
    held.incrementAndGet();
    try {
      released.await();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          EngineException.Kind.UNAVAILABLE, "The call was interrupted.", interrupt);
    } finally {
      held.decrementAndGet();
    }
  }
}
