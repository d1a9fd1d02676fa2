package dev.pacer.reconcile;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReconcileLoopTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void aLoopThatNeverStartedCanBeClosed() {
    ReconcileLoop loop = new ReconcileLoop(counting(), NEVER);

    assertThatCode(loop::close).doesNotThrowAnyException();
  }

  @Test
  void wakingBringsARunBeforeThePeriodIsOver() {
    try (ReconcileLoop loop = started(counting(), NEVER)) {
      await().until(() -> runs.get() == 1);

      loop.wake();

      await().until(() -> runs.get() == 2);
    }
  }

  @Test
  void aRunThatFailsIsFollowedByAnother() {
    Reconciler failing =
        named(() -> {
          runs.incrementAndGet();
          throw new IllegalStateException("as planned");
        });

    try (ReconcileLoop _ = started(failing, Duration.ofMillis(5))) {
      await().until(() -> runs.get() >= 2);
    }
  }

  private Reconciler counting() {
    return named(runs::incrementAndGet);
  }

  private static ReconcileLoop started(Reconciler reconciler, Duration period) {
    ReconcileLoop loop = new ReconcileLoop(reconciler, period);
    loop.start();
    return loop;
  }

  private static Reconciler named(Runnable run) {
    return new Reconciler() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public void reconcile() {
        run.run();
      }
    };
  }
}
