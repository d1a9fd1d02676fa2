package dev.pacer.deployment;

import dev.pacer.connection.ConnectionStore;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.logs.LogStore;
import dev.pacer.operation.OperationPlan;
import dev.pacer.operation.OperationType;
import dev.pacer.registry.RegistryMap;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Everything this room offers, wired: plans for the operation runner, and what reconcilers need to
/// keep instances running between operations.
public final class Deployments implements AutoCloseable {
  private final BuiltImageTidying tidying;
  private final ServiceLogs logs;
  private final Traffic traffic;
  private final InstanceOutput output;
  private final HealthMonitor monitor;
  private final Freezer freezer;
  private final Diagnosis diagnosis;
  private final Readiness readiness;
  private final Fleet fleet;
  private final Attachment attachment;
  private final DeploymentSteps steps;

  /// @param instanceFailed told which serving instance failed and why
  /// @param drainedByOthers whether no other server has requests in flight to an instance
  public Deployments(
      ComputeEngine engine,
      RegistryMap registries,
      ServiceStore services,
      ConnectionStore connections,
      CodeParts code,
      FleetSize size,
      LogStore logStore,
      RouteSlot routes,
      FleetSettings settings,
      BiConsumer<Instance, String> instanceFailed,
      Predicate<String> drainedByOthers,
      InstantSource clock) {
    this.tidying = new BuiltImageTidying(services, engine, settings.keptVersions());
    this.logs = new ServiceLogs(logStore, clock);
    this.traffic = new Traffic(services, size, settings, routes);
    this.monitor =
        new HealthMonitor(
            engine,
            traffic,
            (instance, failure) -> instanceFailed.accept(instance, diagnosisOf(instance, failure)));
    this.output = new InstanceOutput(engine, logStore, monitor::look);
    this.diagnosis = new Diagnosis(engine, services, output, logs);
    this.readiness = new Readiness(engine, settings.startupWindow());
    this.freezer = new Freezer(engine, traffic, monitor);
    Images images = new Images(engine, registries);
    this.fleet =
        new Fleet(
            engine,
            services,
            images,
            traffic,
            freezer,
            output,
            monitor,
            settings,
            drainedByOthers,
            clock);
    this.attachment = new Attachment(engine, services, traffic, output, monitor);
    this.steps =
        new DeploymentSteps(
            new ResolveImage(
                engine,
                images,
                services,
                new BuildImage(
                    new CodeTasks(connections, code.vault()), code.builds(), services, logs),
                logs),
            new StartInstances(fleet, size, services, logs),
            new AwaitHealthy(readiness, services, traffic, output, diagnosis, logs),
            new SwitchTraffic(services, traffic, attachment, diagnosis, logs, clock),
            new RemoveInstances(fleet, services, traffic));
  }

  /// What each operation type does.
  ///
  /// @param settled told of every service whose operation ended
  public Map<OperationType, OperationPlan> plans(Consumer<Service> settled) {
    return ServicePlans.of(
        steps,
        logs,
        service -> {
          tidying.tidy(service);
          settled.accept(service);
        });
  }

  public ServiceLogs logs() {
    return logs;
  }

  public Traffic traffic() {
    return traffic;
  }

  public Fleet fleet() {
    return fleet;
  }

  public Freezer freezer() {
    return freezer;
  }

  public Readiness readiness() {
    return readiness;
  }

  public Diagnosis diagnosis() {
    return diagnosis;
  }

  public Attachment attachment() {
    return attachment;
  }

  private String diagnosisOf(Instance instance, HealthMonitor.Failure failure) {
    return diagnosis.of(instance, failure);
  }

  /// Ends the health checks and the copies of output; instances go on running.
  @Override
  public void close() {
    monitor.close();
    output.close();
  }
}
