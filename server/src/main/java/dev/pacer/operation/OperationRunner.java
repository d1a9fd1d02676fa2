package dev.pacer.operation;

import dev.pacer.service.ServiceStore;
import dev.pacer.support.UnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs operations, each on a virtual thread of its own, those that this server can claim.
public final class OperationRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperationRunner.class);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  /// How long a stopping server waits for steps to complete before it interrupts them.
  private static final Duration STEP_BOUNDARY = Duration.ofSeconds(2);

  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

  private final OperationStore operations;
  private final ServiceStore services;
  private final Map<OperationType, OperationPlan> plans;
  private final String memberId;
  private final InstantSource clock;
  private final Map<String, Thread> running = new ConcurrentHashMap<>();
  private final Map<String, OperationExecution> executions = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /// @param memberId under which this server claims operations
  public OperationRunner(
      OperationStore operations,
      ServiceStore services,
      Map<OperationType, OperationPlan> plans,
      String memberId,
      InstantSource clock) {
    this.operations = operations;
    this.services = services;
    this.plans = Map.copyOf(plans);
    this.memberId = memberId;
    this.clock = clock;
  }

  /// Starts running a stored operation; does nothing when it runs already, here or on another server,
  /// or when this one stops.
  public void submit(String operationId) {
    if (stopping) {
      return;
    }
    running.computeIfAbsent(
        operationId,
        id -> Thread.ofVirtual().name("operation-" + id).start(() -> runUntilEnded(id)));
  }

  /// Goes on with every unfinished operation that no living server has.
  public void adopt() {
    for (Operation operation : operations.unclaimed()) {
      submit(operation.id());
    }
  }

  /// Asks to cancel an operation, whichever server runs it.
  public Cancellation cancel(String operationId) {
    Cancellation answer = operations.cancel(operationId);
    if (answer == Cancellation.REQUESTED) {
      interrupt(operationId);
    }
    return answer;
  }

  /// Cancels what other servers were asked to cancel and this one runs.
  public void heedCancellations() {
    operations.cancelled(memberId).forEach(this::interrupt);
  }

  /// Lets steps under way complete, for a moment, then interrupts what is left. The journal keeps the
  /// place, for the next server.
  @Override
  public void close() {
    stopping = true;
    List<Thread> threads = List.copyOf(running.values());
    if (join(threads, STEP_BOUNDARY)) {
      return;
    }
    threads.forEach(Thread::interrupt);
    if (!join(threads, AFTER_INTERRUPT)) {
      log.atWarn().log("operations did not stop in time");
    }
  }

  /// @return whether all ended
  private static boolean join(List<Thread> threads, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (Thread thread : threads) {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        if (!thread.join(left)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void interrupt(String operationId) {
    @Nullable OperationExecution execution = executions.get(operationId);
    if (execution != null) {
      execution.cancel();
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
      executions.remove(operationId);
      running.remove(operationId);
    }
  }

  /// @return whether there is nothing left to do; a fault of our own (a locked or full database) is
  ///     tried again from the journal rather than counted as the operation's failure
  private boolean runOnce(String operationId) throws InterruptedException {
    try {
      Optional<OperationExecution> execution = execution(operationId);
      if (execution.isPresent()) {
        execution.get().run();
      }
      return true;
    } catch (ClaimLostException lost) {
      log.atWarn().addKeyValue("operation", operationId).log("another server took the operation");
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
      Optional.ofNullable(executions.get(operationId)).ifPresent(OperationExecution::faulted);
      log.atError()
          .addKeyValue("operation", operationId)
          .setCause(fault)
          .log("operation interrupted by a fault, will be resumed");
      return false;
    }
  }

  /// The execution of this server; empty when another one has the operation, or it has ended.
  private Optional<OperationExecution> execution(String operationId) {
    Optional<OperationExecution> known = Optional.ofNullable(executions.get(operationId));
    return known.isPresent() ? known : claim(operationId);
  }

  private Optional<OperationExecution> claim(String operationId) {
    return operations
        .claim(operationId, memberId)
        .map(journal ->
            new OperationExecution(
                journal,
                plan(journal.operation().type()),
                services,
                operations,
                clock,
                () -> stopping))
        .map(execution -> {
          executions.put(operationId, execution);
          return execution;
        });
  }

  private OperationPlan plan(OperationType type) {
    OperationPlan plan = plans.get(type);
    if (plan == null) {
      throw new IllegalStateException("no plan for " + type);
    }
    return plan;
  }
}
