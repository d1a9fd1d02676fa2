package dev.pacer.deployment;

import dev.pacer.build.BuildException;
import dev.pacer.build.BuildJournal;
import dev.pacer.build.BuildTask;
import dev.pacer.build.CodeBuilds;
import dev.pacer.engine.EngineException;
import dev.pacer.operation.OperationRun;
import dev.pacer.operation.StepFailedException;
import dev.pacer.service.CodeSource;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;

/// Makes the image of a version whose source is a code repository: the newest commit, built.
final class BuildImage {
  private final CodeTasks tasks;
  private final CodeBuilds builds;
  private final ServiceStore services;
  private final ServiceLogs logs;

  BuildImage(CodeTasks tasks, CodeBuilds builds, ServiceStore services, ServiceLogs logs) {
    this.tasks = tasks;
    this.builds = builds;
    this.services = services;
    this.logs = logs;
  }

  /// @return the image's digest
  String build(OperationRun run, Version version, CodeSource source) throws InterruptedException {
    Service service = run.service();
    String operationId = run.operation().id();
    logs.deployment(service, operationId, "Starting to deploy your application source code.");
    BuildTask task = tasks.of(service, version.number(), operationId, source);
    CodeBuilds.Built built = build(task, new Journal(service, operationId));
    services.pinImage(version.builtAs(built.image(), built.source()));
    if (!version.builtAs(built.image(), built.source()).secrets().isEmpty()) {
      throw new StepFailedException(FailureTexts.noSecrets());
    }
    logs.deployment(service, operationId, "The image is " + built.image().digest() + ".");
    return built.image().digest();
  }

  private CodeBuilds.Built build(BuildTask task, BuildJournal journal) throws InterruptedException {
    try {
      return builds.build(task, journal);
    } catch (BuildException failure) {
      throw new StepFailedException(String.valueOf(failure.getMessage()), failure);
    } catch (EngineException failure) {
      throw new StepFailedException(FailureTexts.build(failure), failure);
    }
  }

  /// Writes into the service's logs.
  private final class Journal implements BuildJournal {
    private final Service service;
    private final String operationId;

    Journal(Service service, String operationId) {
      this.service = service;
      this.operationId = operationId;
    }

    @Override
    public void event(String text) {
      logs.event(service, text);
    }

    @Override
    public void tell(String text) {
      logs.deployment(service, operationId, text);
    }

    @Override
    public void output(String line) {
      logs.buildOutput(service, operationId, line);
    }
  }
}
