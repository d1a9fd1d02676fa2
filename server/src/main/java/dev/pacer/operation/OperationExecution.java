package dev.pacer.operation;

import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One operation on its way to its end: reads the journal, does what is missing. A fresh operation has
/// an empty journal; one that was cut off has a longer one. So recovery is not a second code path.
///
/// Runs on one thread; [#cancel] may be called from any.
final class OperationExecution {
  private static final Logger log = LoggerFactory.getLogger(OperationExecution.class);
  private static final String CANCELLED = "The operation was cancelled by a CancelOperation call.";

  /// How often a fault of our own is met before it counts as the operation's failure.
  private static final int MOST_FAULTS = 5;

  private final Journal journal;
  private final OperationPlan plan;
  private final ServiceStore services;
  private final OperationStore operations;
  private final InstantSource clock;
  private final BooleanSupplier stopping;
  private final Object revocable = new Object();
  private @Nullable Thread interruptible;
  private boolean cancelled;
  private int faults;

  OperationExecution(
      Journal journal,
      OperationPlan plan,
      ServiceStore services,
      OperationStore operations,
      InstantSource clock,
      BooleanSupplier stopping) {
    this.journal = journal;
    this.plan = plan;
    this.services = services;
    this.operations = operations;
    this.clock = clock;
    this.stopping = stopping;
  }

  /// Ends the step under way, if it may be taken back. That the operation goes back is decided by the
  /// journal.
  void cancel() {
    synchronized (revocable) {
      cancelled = true;
      if (interruptible != null) {
        interruptible.interrupt();
      }
    }
  }

  /// Notes that a run ended with a fault of our own.
  void faulted() {
    faults++;
  }

  /// Runs to the end. After a fault it is called again.
  ///
  /// @throws InterruptedException when the server stops; the journal keeps the place
  void run() throws InterruptedException {
    Operation stored = journal.operation();
    if (stored.status().hasEnded()) {
      // A fault, or the server's own end, came between the operation's end and the telling of it.
      tell(stored);
      return;
    }
    if (stored.status() == OperationStatus.ROLLBACK_IN_PROGRESS) {
      unwind(stored);
      return;
    }
    Operation operation = stored.in(OperationStatus.IN_PROGRESS, clock.instant());
    OperationRun run = new OperationRun(operation, services, operations);
    if (stored.status() == OperationStatus.PENDING) {
      plan.begun(run);
    }
    journal.save(operation);
    try {
      runSteps(run);
    } catch (StepFailedException failure) {
      goBack(operation, failure);
      return;
    }
    Service settled = plan.succeeded(run.service(), clock.instant());
    end(operation.in(OperationStatus.SUCCEEDED, clock.instant()), settled);
  }

  private void goBack(Operation operation, StepFailedException failure)
      throws InterruptedException {
    log.atInfo()
        .addKeyValue("operation", operation.id())
        .addKeyValue("reason", failure.getMessage())
        .log("operation failed");
    Operation failed = operation.rollingBack(String.valueOf(failure.getMessage()), clock.instant());
    journal.save(failed);
    unwind(failed);
  }

  private void runSteps(OperationRun run) throws InterruptedException {
    Map<String, String> completed = journal.completed();
    for (Step step : plan.steps()) {
      if (!completed.containsKey(step.name())) {
        stopHere();
        if (!journal.begin(step)) {
          throw new StepFailedException(CANCELLED);
        }
        journal.complete(step, outcome(step, run));
      }
    }
  }

  /// Runs a step and tells what ended it: the step itself, a cancellation, or the stopping server.
  private String outcome(Step step, OperationRun run) throws InterruptedException {
    try {
      return step.isIrrevocable() ? step.run(run) : interruptibly(step, run);
    } catch (StepFailedException | InterruptedException ending) {
      // What an interrupted step says of itself proves nothing.
      stopHere();
      if (isCancelled()) {
        throw new StepFailedException(CANCELLED, ending);
      }
      throw ending;
    } catch (ClaimLostException lost) {
      throw lost;
    } catch (RuntimeException fault) {
      stopHere();
      if (isCancelled()) {
        throw new StepFailedException(CANCELLED, fault);
      }
      if (faults >= MOST_FAULTS && !step.hasNoWayBack(run)) {
        throw new StepFailedException("Pacer met a fault of its own: " + fault + ".", fault);
      }
      throw fault;
    }
  }

  private String interruptibly(Step step, OperationRun run) throws InterruptedException {
    synchronized (revocable) {
      if (cancelled) {
        throw new InterruptedException();
      }
      interruptible = Thread.currentThread();
    }
    try {
      return step.run(run);
    } finally {
      synchronized (revocable) {
        interruptible = null;
        if (cancelled) {
          // A late interrupt must not hit the way back.
          var _ = Thread.interrupted();
        }
      }
    }
  }

  private boolean isCancelled() {
    synchronized (revocable) {
      return cancelled;
    }
  }

  private void stopHere() throws InterruptedException {
    if (stopping.getAsBoolean()) {
      throw new InterruptedException();
    }
  }

  private void unwind(Operation failed) throws InterruptedException {
    OperationRun run = new OperationRun(failed, services, operations);
    List<String> begun = journal.begun();
    @Nullable RuntimeException left = null;
    for (Step step : plan.steps().reversed()) {
      if (begun.contains(step.name())) {
        try {
          step.undo(run);
        } catch (RuntimeException fault) {
          if (faults < MOST_FAULTS) {
            throw fault;
          }
          left = fault;
        }
      }
    }
    OperationPlan.Ending ending = plan.failed(run.service(), clock.instant());
    Operation ended = failed.in(ending.status(), clock.instant());
    end(left == null ? ended : ended.rollbackFailed(left.toString()), ending.service());
  }

  private void end(Operation ended, Service settled) {
    journal.end(ended, settled);
    log.atInfo()
        .addKeyValue("operation", ended.id())
        .addKeyValue("type", ended.type())
        .addKeyValue("status", ended.status())
        .addKeyValue("service", settled.name())
        .log("operation ended");
    tell(ended);
  }

  private void tell(Operation ended) {
    plan.ended(new OperationRun(ended, services, operations));
    journal.told();
  }
}
