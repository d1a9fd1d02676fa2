package dev.pacer.operation;

import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.support.UnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs operations, each on a virtual thread of its own, step by step, writing the journal before
/// and after each step.
///
/// There is one way to run an operation: read its journal, do what is missing. A fresh operation has
/// an empty journal; one that a crash, a stop or a failing database interrupted has a longer one. So
/// recovery is not a second code path.
public final class OperationRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperationRunner.class);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  private final OperationStore operations;
  private final ServiceStore services;
  private final Map<OperationType, OperationPlan> plans;
  private final InstantSource clock;
  private final Map<String, Thread> running = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  public OperationRunner(
      OperationStore operations,
      ServiceStore services,
      Map<OperationType, OperationPlan> plans,
      InstantSource clock) {
    this.operations = operations;
    this.services = services;
    this.plans = Map.copyOf(plans);
    this.clock = clock;
  }

  /// Starts running a stored operation; does nothing when it runs already or the server stops.
  public void submit(String operationId) {
    if (stopping) {
      return;
    }
    running.computeIfAbsent(
        operationId,
        id -> Thread.ofVirtual().name("operation-" + id).start(() -> runUntilEnded(id)));
  }

  /// Goes on with every operation that an earlier run of the server left unfinished.
  public void resumeUnfinished() {
    for (Operation operation : operations.unfinished()) {
      submit(operation.id());
    }
  }

  /// Interrupts what runs and waits for it, at most a few seconds. The journal keeps the place.
  @Override
  public void close() {
    stopping = true;
    List<Thread> threads = List.copyOf(running.values());
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        if (!thread.join(Duration.ofSeconds(5))) {
          log.atWarn()
              .addKeyValue("thread", thread.getName())
              .log("operation did not stop in time");
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void runUntilEnded(String operationId) {
    try {
      while (!stopping && !runOnce(operationId)) {
        Thread.sleep(PAUSE_AFTER_FAULT);
      }
    } catch (InterruptedException stopped) {
      log.atInfo().addKeyValue("operation", operationId).log("operation left to be resumed");
    } finally {
      running.remove(operationId);
    }
  }

  /// @return whether the operation ended; a fault of our own (a locked or full database) is tried
  ///     again from the journal rather than counted as the operation's failure
  private boolean runOnce(String operationId) throws InterruptedException {
    try {
      Operation operation = operations.find(operationId).orElseThrow();
      if (!operation.status().hasEnded()) {
        advance(operation);
      }
      return true;
    } catch (UnavailableException fault) {
      log.atWarn()
          .addKeyValue("operation", operationId)
          .addKeyValue("reason", fault.getMessage())
          .log("operation waits");
      return false;
    } catch (RuntimeException fault) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      log.atError()
          .addKeyValue("operation", operationId)
          .setCause(fault)
          .log("operation interrupted by a fault, will be resumed");
      return false;
    }
  }

  private void advance(Operation stored) throws InterruptedException {
    OperationPlan plan = plan(stored.type());
    if (stored.status() == OperationStatus.ROLLBACK_IN_PROGRESS) {
      unwind(stored, plan);
      return;
    }
    Operation operation = stored.in(OperationStatus.IN_PROGRESS, clock.instant());
    operations.save(operation);
    OperationRun run = new OperationRun(operation, services, operations);
    try {
      if (stored.status() == OperationStatus.PENDING) {
        plan.begun(run);
      }
      runSteps(run, plan);
    } catch (StepFailedException failure) {
      if (stopping) {
        // What an interrupted step says of itself proves nothing; it is run again at the next
        // start.
        throw new InterruptedException();
      }
      log.atInfo()
          .addKeyValue("operation", operation.id())
          .addKeyValue("reason", failure.getMessage())
          .log("operation failed");
      Operation failed =
          operation.rollingBack(String.valueOf(failure.getMessage()), clock.instant());
      operations.save(failed);
      unwind(failed, plan);
      return;
    }
    Service settled = plan.succeeded(run.service(), clock.instant());
    end(operation.in(OperationStatus.SUCCEEDED, clock.instant()), settled, plan);
  }

  private void runSteps(OperationRun run, OperationPlan plan) throws InterruptedException {
    String id = run.operation().id();
    Map<String, String> completed = operations.completedSteps(id);
    for (Step step : plan.steps()) {
      if (!completed.containsKey(step.name())) {
        operations.stepBegun(id, step.name());
        operations.stepCompleted(id, step.name(), step.run(run));
      }
    }
  }

  private void unwind(Operation failed, OperationPlan plan) throws InterruptedException {
    OperationRun run = new OperationRun(failed, services, operations);
    List<String> begun = operations.begunSteps(failed.id());
    for (Step step : plan.steps().reversed()) {
      if (begun.contains(step.name())) {
        step.undo(run);
      }
    }
    OperationPlan.Ending ending = plan.failed(run.service(), clock.instant());
    end(failed.in(ending.status(), clock.instant()), ending.service(), plan);
  }

  private void end(Operation ended, Service settled, OperationPlan plan) {
    operations.end(ended, settled);
    log.atInfo()
        .addKeyValue("operation", ended.id())
        .addKeyValue("type", ended.type())
        .addKeyValue("status", ended.status())
        .addKeyValue("service", settled.name())
        .log("operation ended");
    plan.ended(new OperationRun(ended, services, operations));
  }

  private OperationPlan plan(OperationType type) {
    OperationPlan plan = plans.get(type);
    if (plan == null) {
      throw new IllegalStateException("no plan for " + type);
    }
    return plan;
  }
}
