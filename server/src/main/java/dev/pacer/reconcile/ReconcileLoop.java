package dev.pacer.reconcile;

import dev.pacer.engine.EngineException;
import dev.pacer.support.UnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one reconciler, never twice at once: when it is woken, and every period besides. Waking is a
/// single "something changed", not a queue. A run that throws is logged; the next one is the retry.
public final class ReconcileLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReconcileLoop.class);

  private final Reconciler reconciler;
  private final Duration period;
  private final BooleanSupplier turn;
  private final Semaphore somethingChanged = new Semaphore(0);
  private final Thread thread;
  private final FailureNotes notes = new FailureNotes(InstantSource.system());

  /// A loop that runs always.
  public ReconcileLoop(Reconciler reconciler, Duration period) {
    this(reconciler, period, () -> true);
  }

  /// @param turn whether it is this server that runs it now
  public ReconcileLoop(Reconciler reconciler, Duration period, BooleanSupplier turn) {
    this.turn = turn;
    this.reconciler = reconciler;
    this.period = period;
    this.thread = Thread.ofVirtual().name("reconcile-" + reconciler.name()).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Asks for a run soon; safe for any thread and never blocks.
  public void wake() {
    somethingChanged.release();
  }

  @Override
  public void close() {
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        if (turn.getAsBoolean()) {
          runOnce();
        }
        if (somethingChanged.tryAcquire(period.toMillis(), TimeUnit.MILLISECONDS)) {
          somethingChanged.drainPermits();
        }
      }
    } catch (InterruptedException stopped) {
      log.atDebug().addKeyValue("reconciler", reconciler.name()).log("reconciler stopped");
    }
  }

  private void runOnce() throws InterruptedException {
    try {
      reconciler.reconcile();
      if (notes.mended(reconciler.name())) {
        log.atInfo().addKeyValue("reconciler", reconciler.name()).log("reconciling works again");
      }
    } catch (EngineException | UnavailableException failure) {
      String reason = String.valueOf(failure.getMessage());
      if (notes.isNews(reconciler.name(), reason)) {
        log.atWarn()
            .addKeyValue("reconciler", reconciler.name())
            .addKeyValue("reason", reason)
            .log("reconciling failed, will be tried again");
      }
    } catch (RuntimeException failure) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      log.atWarn()
          .addKeyValue("reconciler", reconciler.name())
          .setCause(failure)
          .log("reconciling failed, will be tried again");
    }
  }
}
