package dev.pacer.deployment;

import dev.pacer.deployment.Readiness.Outcome;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.health.HealthCheck;
import dev.pacer.operation.OperationRun;
import dev.pacer.operation.Step;
import dev.pacer.operation.StepFailedException;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;

/// Waits until every new instance is healthy. When one will not be, the deployment's log gets the
/// last lines that it wrote.
final class AwaitHealthy implements Step {
  private static final int QUOTED_LINES = 30;

  private final Readiness readiness;
  private final ServiceStore services;
  private final Traffic traffic;
  private final InstanceOutput output;
  private final ServiceLogs logs;

  AwaitHealthy(
      Readiness readiness,
      ServiceStore services,
      Traffic traffic,
      InstanceOutput output,
      ServiceLogs logs) {
    this.readiness = readiness;
    this.services = services;
    this.traffic = traffic;
    this.output = output;
    this.logs = logs;
  }

  @Override
  public String name() {
    return "await-healthy";
  }

  @Override
  public String run(OperationRun run) throws InterruptedException {
    Service service = run.service();
    Version version = run.version();
    HealthCheck check = version.configuration().healthCheck();
    int port = version.configuration().source().port();
    logs.event(service, FailureTexts.performing(check, port));
    for (Instance instance : services.instances(service.id())) {
      if (instance.phase() == Instance.Phase.STARTING
          && instance.versionNumber() == version.number()) {
        // A restarted server has lost the copy of its output.
        output.capture(service, instance);
        await(run, instance, check, port);
      }
    }
    return "";
  }

  private void await(OperationRun run, Instance instance, HealthCheck check, int port)
      throws InterruptedException {
    switch (outcome(run, instance, check)) {
      case Outcome.Ready(var address) -> traffic.admit(instance.id(), address);
      case Outcome.Exited(int code, boolean outOfMemory) -> {
        output.finish(instance.id());
        fail(run, instance, FailureTexts.exited(code, outOfMemory));
      }
      case Outcome.NeverHealthy(String reason) ->
          fail(run, instance, FailureTexts.neverHealthy(check, port, reason));
      case Outcome.Gone() -> fail(run, instance, FailureTexts.gone());
    }
  }

  private Outcome outcome(OperationRun run, Instance instance, HealthCheck check)
      throws InterruptedException {
    try {
      return readiness.await(
          new InstanceHandle(instance.handle().orElseThrow()),
          check,
          (reason, remaining) ->
              logs.deployment(
                  run.service(), run.operation().id(), FailureTexts.waiting(reason, remaining)));
    } catch (EngineException failure) {
      throw new StepFailedException(FailureTexts.start(failure), failure);
    }
  }

  private void fail(OperationRun run, Instance instance, String reason) {
    Service service = run.service();
    String operationId = run.operation().id();
    var lines = logs.lastLines(service, instance.id(), QUOTED_LINES);
    if (lines.isEmpty()) {
      logs.deployment(service, operationId, "The application wrote nothing before that.");
    } else {
      logs.deployment(service, operationId, "The application's last lines were:");
      lines.forEach(line -> logs.quote(service, operationId, line));
    }
    throw new StepFailedException(reason + FailureTexts.hint(lines));
  }
}
