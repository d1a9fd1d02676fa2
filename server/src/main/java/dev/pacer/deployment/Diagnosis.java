package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.ListeningPort;
import dev.pacer.health.HealthCheck;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.util.List;
import java.util.Optional;

/// Finds out why an instance does not become healthy or ended: asks the engine where it listens, and
/// its log for what it wrote last. Safe for any thread.
public final class Diagnosis {
  private static final int LINES = 30;

  private final ComputeEngine engine;
  private final ServiceStore services;
  private final InstanceOutput output;
  private final ServiceLogs logs;

  Diagnosis(ComputeEngine engine, ServiceStore services, InstanceOutput output, ServiceLogs logs) {
    this.engine = engine;
    this.services = services;
    this.output = output;
    this.logs = logs;
  }

  /// Why a new instance has no traffic, and what to try; the empty text for one that is ready.
  public String of(Service service, Version version, Instance instance, Readiness.Outcome outcome) {
    return switch (outcome) {
      case Readiness.Outcome.Ready _ -> "";
      case Readiness.Outcome.Exited(int code, boolean outOfMemory) ->
          exited(service, version, instance, code, outOfMemory);
      case Readiness.Outcome.NeverHealthy(String reason) ->
          FailureTexts.neverHealthy(
              version.configuration().healthCheck(), version.port(), reason, listening(instance));
      case Readiness.Outcome.Gone _ -> FailureTexts.gone();
    };
  }

  /// Why an instance that served is replaced, and what to try.
  String of(Instance instance, HealthMonitor.Failure failure) {
    try {
      Service service = services.find(instance.serviceId()).orElseThrow();
      Version version = services.version(instance.serviceId(), instance.versionNumber());
      return switch (failure) {
        case HealthMonitor.Failure.Ended(int code, boolean outOfMemory) ->
            exited(service, version, instance, code, outOfMemory);
        case HealthMonitor.Failure.Gone _ -> FailureTexts.gone();
        case HealthMonitor.Failure.Unhealthy(String reason) ->
            FailureTexts.unhealthy(reason, advice(version, instance, reason));
      };
    } catch (RuntimeException _) {
      // It is replaced, whether or not the store and the log can be read now.
      return "The reason cannot be told now: " + failure + ".";
    }
  }

  /// What to try while the check of a running instance keeps failing; empty when nothing is known.
  String advice(Version version, Instance instance, String reason) {
    HealthCheck check = version.configuration().healthCheck();
    int port = version.port();
    return HealthAdvice.of(check, port, reason, listening(instance));
  }

  /// The newest lines that an instance wrote, oldest of them first.
  List<String> lastLines(Service service, Instance instance) {
    return logs.lastLines(service, instance.id(), LINES);
  }

  private String exited(
      Service service, Version version, Instance instance, int code, boolean outOfMemory) {
    output.finish(instance.id());
    int memory = version.configuration().instanceSize().memoryMebibytes();
    return FailureTexts.exited(code, outOfMemory, memory, lastLines(service, instance));
  }

  private Optional<List<ListeningPort>> listening(Instance instance) {
    try {
      return instance.handle().map(InstanceHandle::new).flatMap(engine::listeningPorts);
    } catch (EngineException _) {
      return Optional.empty();
    }
  }
}
