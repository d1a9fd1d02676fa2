package dev.pacer.operation;

import dev.pacer.deployment.Deployments;
import dev.pacer.deployment.FleetSettings;
import dev.pacer.deployment.FleetSize;
import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.reconcile.FleetReconciler;
import dev.pacer.reconcile.FleetScaler;
import dev.pacer.registry.RegistryMap;
import dev.pacer.registry.RegistrySettings;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.ServicePicture;
import dev.pacer.testing.Undertaking;
import dev.pacer.testing.Undertaking.Subject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/// The real plans of all operations on a real database and instances in memory. An operation runs on
/// the test's own thread, with the steps that the test wants, and nothing happens besides.
final class StepBed implements AutoCloseable {
  private static final String MEMBER = "bed";
  private static final int FLEET = 2;
  private static final int MOST_RUNS = 10;

  final ControlPlane plane;
  final MemoryEngine engine = new MemoryEngine(InstantSource.system());
  private final Deployments deployments;
  private final FleetScaler scaler;
  private final FleetReconciler fleet;
  private final Map<OperationType, OperationPlan> plans;

  StepBed(Path directory) {
    plane = new ControlPlane(directory, engine);
    // Its runner leaves everything alone from now on.
    plane.runner.close();
    plane.stores.members().join(MEMBER);
    deployments =
        new Deployments(
            engine,
            new RegistryMap(RegistrySettings.NONE),
            plane.services,
            plane.stores.connections(),
            ControlPlane.code(directory.resolve("builds"), engine),
            new FleetSize(plane.stores.scaling()),
            plane.logs,
            plane.routes,
            new FleetSettings(
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                ControlPlane.KEPT_VERSIONS,
                Duration.ofHours(1),
                Duration.ofHours(1)),
            (_, _) -> {},
            _ -> true,
            InstantSource.system());
    scaler =
        new FleetScaler(
            plane.services,
            deployments,
            true,
            () -> true,
            () -> {},
            Duration.ofMillis(100),
            InstantSource.system());
    scaler.start();
    fleet = new FleetReconciler(plane.services, deployments, scaler, InstantSource.system());
    plans = deployments.plans(_ -> deployments.traffic().publish());
  }

  List<Step> steps(OperationType type) {
    return plan(type).steps();
  }

  Subject prepared(Undertaking undertaking) {
    Subject subject =
        undertaking.prepared(plane, engine, FLEET, begun -> ended(begun, step -> step));
    subject.service().ifPresent(service -> still(service.id()));
    return subject;
  }

  /// Runs an operation with altered steps to its end, as a runner does, then lets what it left to
  /// the background come to its end.
  Operation run(Undertaking undertaking, Subject subject, UnaryOperator<Step> alteration) {
    Operation operation = ended(undertaking.begin(plane, engine, subject, true), alteration);
    still(operation.serviceId());
    return operation;
  }

  ServicePicture picture(String serviceId) {
    return ServicePicture.of(plane.services, engine, plane.routes.current(), serviceId);
  }

  @Override
  public void close() {
    scaler.close();
    deployments.close();
    plane.close();
    engine.close();
  }

  private OperationPlan plan(OperationType type) {
    return Objects.requireNonNull(plans.get(type));
  }

  private Operation ended(Begun begun, UnaryOperator<Step> alteration) {
    Journal journal = plane.operations.claim(begun.operationId(), MEMBER).orElseThrow();
    OperationExecution execution =
        new OperationExecution(
            journal,
            new AlteredPlan(plan(journal.operation().type()), alteration),
            plane.services,
            plane.operations,
            InstantSource.system(),
            () -> false);
    for (int runs = 0; runs < MOST_RUNS && !journal.operation().status().hasEnded(); runs++) {
      run(execution);
    }
    return journal.operation();
  }

  private static void run(OperationExecution execution) {
    try {
      execution.run();
    } catch (InterruptedException interrupt) {
      throw new AssertionError(interrupt);
    } catch (RuntimeException fault) {
      execution.faulted();
    }
  }

  private void still(String serviceId) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(() -> {
          fleet.reconcile();
          if (!picture(serviceId).isStill()) {
            throw new AssertionError(picture(serviceId).toString());
          }
        });
  }
}
