package dev.pacer.deployment;

import dev.pacer.operation.Operation;
import dev.pacer.operation.OperationPlan;
import dev.pacer.operation.OperationRun;
import dev.pacer.operation.OperationStatus;
import dev.pacer.operation.OperationType;
import dev.pacer.operation.Step;
import dev.pacer.service.Lifecycle;
import dev.pacer.service.Lifecycle.InProgress;
import dev.pacer.service.Service;
import dev.pacer.service.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The plan of one operation type: its steps, what the service is afterwards, and what its owner
/// reads meanwhile.
final class ServicePlan implements OperationPlan {
  private final OperationType type;
  private final List<Step> steps;
  private final ServiceLogs logs;
  private final Consumer<Service> settled;

  /// @param settled told of a service whose operation ended
  ServicePlan(OperationType type, List<Step> steps, ServiceLogs logs, Consumer<Service> settled) {
    this.type = type;
    this.steps = List.copyOf(steps);
    this.logs = logs;
    this.settled = settled;
  }

  @Override
  public List<Step> steps() {
    return steps;
  }

  @Override
  public void begun(OperationRun run) {
    OperationFrame frame = OperationFrame.of(type);
    logs.event(run.service(), frame.started());
    logs.event(run.service(), statusLine(run.service()));
    restoredVersion(run)
        .ifPresent(number -> logs.event(run.service(), "Going back to version " + number + "."));
    if (!frame.trigger().isEmpty()) {
      logs.event(
          run.service(),
          "Deployment with ID : %s started. Triggering event : %s"
              .formatted(run.operation().id(), frame.trigger()));
    }
  }

  @Override
  public Service succeeded(Service service, Instant now) {
    InProgress state = inProgress(service);
    Lifecycle next =
        switch (type) {
          case CREATE_SERVICE, UPDATE_SERVICE, START_DEPLOYMENT, RESUME_SERVICE -> state.running();
          case PAUSE_SERVICE -> state.paused();
          case DELETE_SERVICE -> state.deleted();
        };
    return service.with(next, now);
  }

  @Override
  public Ending failed(Service service, Instant now) {
    InProgress state = inProgress(service);
    return switch (type) {
      case CREATE_SERVICE -> failed(service.with(state.createFailed(), now));
      case RESUME_SERVICE -> failed(service.with(state.paused(), now));
      case DELETE_SERVICE -> failed(service.with(state.deleteFailed(), now));
      case UPDATE_SERVICE, START_DEPLOYMENT, PAUSE_SERVICE -> rolledBack(service, state, now);
    };
  }

  @Override
  public void ended(OperationRun run) {
    Operation operation = run.operation();
    OperationFrame frame = OperationFrame.of(type);
    if (operation.status() == OperationStatus.SUCCEEDED) {
      boolean newApplication =
          run.output(ResolveImage.NAME).filter(output -> !output.isEmpty()).isPresent();
      logs.event(run.service(), frame.succeeded(newApplication));
    } else {
      tellFailure(run, frame);
    }
    logs.event(run.service(), statusLine(run.service()));
    settled.accept(run.service());
  }

  private void tellFailure(OperationRun run, OperationFrame frame) {
    Service service = run.service();
    String operationId = run.operation().id();
    String reason = run.operation().failure().orElse("unknown");
    String step = StepTexts.stopped(failedStep(run));
    logs.event(service, step);
    logs.event(service, reason);
    if (deploys()) {
      logs.deployment(service, operationId, step);
      logs.deployment(service, operationId, reason);
      Source source = run.version().configuration().source();
      logs.deployment(service, operationId, FailureTexts.notDeployed(source));
    }
    if (!frame.trigger().isEmpty()) {
      logs.event(
          service,
          "Deployment with ID : " + operationId + " failed." + FailureTexts.afterFailed(reason));
    }
    logs.event(service, frame.failed());
  }

  /// The version that an update brings back; empty for every other operation.
  private Optional<Integer> restoredVersion(OperationRun run) {
    return type == OperationType.UPDATE_SERVICE
        ? run.version().restoredVersion()
        : Optional.empty();
  }

  /// The first one that is not complete.
  private String failedStep(OperationRun run) {
    return steps.stream()
        .map(Step::name)
        .filter(step -> run.output(step).isEmpty())
        .findFirst()
        .orElse("unknown");
  }

  /// Whether it brings up instances, and so has a deployment log.
  private boolean deploys() {
    return switch (type) {
      case CREATE_SERVICE, UPDATE_SERVICE, START_DEPLOYMENT, RESUME_SERVICE -> true;
      case PAUSE_SERVICE, DELETE_SERVICE -> false;
    };
  }

  private static Ending failed(Service service) {
    return new Ending(OperationStatus.FAILED, service);
  }

  /// A service that served before goes on with the version it served; one that never did stays
  /// failed.
  private static Ending rolledBack(Service service, InProgress state, Instant now) {
    return service
        .servingVersionNumber()
        .map(serving ->
            new Ending(
                OperationStatus.ROLLBACK_SUCCEEDED,
                service.showing(serving).with(state.running(), now)))
        .orElseGet(() -> failed(service.with(state.createFailed(), now)));
  }

  private static String statusLine(Service service) {
    return "Service status is set to " + service.status() + ".";
  }

  private static InProgress inProgress(Service service) {
    if (service.lifecycle() instanceof InProgress state) {
      return state;
    }
    throw new IllegalStateException(service.arn() + " has no operation: " + service.status());
  }
}
