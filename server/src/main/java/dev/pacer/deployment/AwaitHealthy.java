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
import java.util.List;

/// Waits until every new instance is healthy. When one will not be, the deployment's log gets the
/// last lines that it wrote.
final class AwaitHealthy implements Step {
  private final Readiness readiness;
  private final ServiceStore services;
  private final Traffic traffic;
  private final InstanceOutput output;
  private final Diagnosis diagnosis;
  private final ServiceLogs logs;

  AwaitHealthy(
      Readiness readiness,
      ServiceStore services,
      Traffic traffic,
      InstanceOutput output,
      Diagnosis diagnosis,
      ServiceLogs logs) {
    this.readiness = readiness;
    this.services = services;
    this.traffic = traffic;
    this.output = output;
    this.diagnosis = diagnosis;
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
    int port = version.port();
    logs.event(service, FailureTexts.performing(check, port));
    for (Instance instance : services.instances(service.id())) {
      if (instance.phase() == Instance.Phase.STARTING
          && instance.versionNumber() == version.number()) {
        // A restarted server has lost the copy of its output.
        output.capture(service, instance);
        await(run, version, instance);
      }
    }
    return "";
  }

  private void await(OperationRun run, Version version, Instance instance)
      throws InterruptedException {
    Outcome outcome = outcome(run, version, instance);
    if (outcome instanceof Outcome.Ready(var address)) {
      traffic.admit(instance.id(), address);
      return;
    }
    Service service = run.service();
    String reason = diagnosis.of(service, version, instance, outcome);
    quote(service, run.operation().id(), diagnosis.lastLines(service, instance));
    throw new StepFailedException(reason);
  }

  private Outcome outcome(OperationRun run, Version version, Instance instance)
      throws InterruptedException {
    try {
      return readiness.await(
          new InstanceHandle(instance.handle().orElseThrow()),
          version.configuration().healthCheck(),
          (reason, remaining) ->
              logs.deployment(
                  run.service(),
                  run.operation().id(),
                  FailureTexts.waiting(
                      reason, diagnosis.advice(version, instance, reason), remaining)));
    } catch (EngineException failure) {
      throw new StepFailedException(FailureTexts.start(failure), failure);
    }
  }

  private void quote(Service service, String operationId, List<String> lines) {
    if (lines.isEmpty()) {
      logs.deployment(service, operationId, "The application wrote nothing before that.");
    } else {
      logs.deployment(service, operationId, "The application's last lines were:");
      lines.forEach(line -> logs.quote(service, operationId, line));
    }
  }
}
