package dev.pacer.app;

import dev.pacer.cluster.Membership;
import dev.pacer.deployment.CodeParts;
import dev.pacer.deployment.DeploymentTrigger;
import dev.pacer.deployment.Deployments;
import dev.pacer.deployment.FleetSettings;
import dev.pacer.deployment.FleetSize;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.ingress.routes.RouteSlot;
import dev.pacer.logs.LogStore;
import dev.pacer.operation.OperationRunner;
import dev.pacer.operation.OperationStarter;
import dev.pacer.reconcile.FleetReconciler;
import dev.pacer.reconcile.FleetScaler;
import dev.pacer.reconcile.ReconcileLoop;
import dev.pacer.reconcile.RouteFollower;
import dev.pacer.reconcile.RoutePublisher;
import dev.pacer.reconcile.WaitingDeployments;
import dev.pacer.registry.RegistryMap;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parts that change what runs: operations, deployments, and what keeps instances running in
/// between. They need each other both ways; this is where the circle is closed.
public final class Control implements AutoCloseable {
  /// How old the routes of this server may be when another one changes them.
  private static final Duration FOLLOWING = Duration.ofMillis(250);

  /// How often it is looked at services in which time passes.
  private static final Duration SCALING = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Control.class);

  private final Ground ground;
  private final Deployments deployments;
  private final FleetScaler scaler;
  private final FleetReconciler fleetReconciler;
  private final ReconcileLoop fleet;
  private final OperationRunner runner;
  private final OperationStarter starter;
  private final DeploymentTrigger trigger;
  private final ReconcileLoop waiting;
  private final Membership membership;
  private final ReconcileLoop routes;
  private final RoutePublisher publisher;
  private final ReconcileLoop publishing;

  /// What it works on.
  ///
  /// @param routes where requests learn which instances serve
  public record Ground(
      Stores stores,
      LogStore logs,
      ComputeEngine engine,
      RegistryMap registries,
      CodeParts code,
      RouteSlot routes,
      Membership membership,
      InstantSource clock) {}

  /// @param period how often it is looked after the fleets when nothing wakes it
  public Control(Ground ground, FleetSettings settings, Duration period) {
    this.ground = ground;
    this.membership = ground.membership();
    Stores stores = ground.stores();
    this.deployments =
        new Deployments(
            ground.engine(),
            ground.registries(),
            stores.services(),
            stores.connections(),
            ground.code(),
            new FleetSize(stores.scaling()),
            ground.logs(),
            ground.routes(),
            settings,
            this::instanceFailed,
            membership::drainedByOthers,
            ground.clock());
    this.scaler =
        new FleetScaler(
            stores.services(),
            deployments,
            membership.isAlone(),
            membership::leads,
            this::fleetChanged,
            period.compareTo(SCALING) < 0 ? period : SCALING,
            ground.clock());
    this.fleetReconciler =
        new FleetReconciler(stores.services(), deployments, scaler, ground.clock());
    this.fleet = new ReconcileLoop(fleetReconciler, period, membership::leads);
    this.runner =
        new OperationRunner(
            stores.operations(),
            stores.services(),
            deployments.plans(this::settled),
            membership.id(),
            ground.clock());
    this.starter = new OperationStarter(stores.operations(), runner, ground.clock());
    this.trigger =
        new DeploymentTrigger(
            stores.services(), stores.operations(), starter, deployments.logs(), ground.clock());
    this.waiting = new ReconcileLoop(new WaitingDeployments(trigger), period, membership::leads);
    this.routes =
        new ReconcileLoop(new RouteFollower(stores.services(), deployments, membership), FOLLOWING);
    this.publisher = new RoutePublisher(deployments.traffic());
    this.publishing = new ReconcileLoop(publisher, period);
  }

  /// Finds what runs, so that it has its traffic again.
  ///
  /// @throws IllegalStateException when it is interrupted
  public void attach() {
    uninterrupted(deployments.attachment()::admitAll);
  }

  /// Looks after what runs, and goes on with what was cut off.
  ///
  /// @throws IllegalStateException when it is interrupted
  public void start() {
    uninterrupted(deployments.attachment()::attachAll);
    removeBuildLeftovers();
    runner.adopt();
    membership.start(() -> {
      runner.adopt();
      runner.heedCancellations();
    });
    scaler.start();
    fleet.start();
    waiting.start();
    publishing.start();
    if (!membership.isAlone()) {
      routes.start();
    }
  }

  /// What is left stays until the next start.
  private void removeBuildLeftovers() {
    try {
      ground.code().builds().removeLeftovers(ground.clock().instant());
    } catch (EngineException failure) {
      log.atWarn()
          .addKeyValue("reason", failure.getMessage())
          .log("what builds left behind was not removed");
    }
  }

  public OperationRunner runner() {
    return runner;
  }

  public OperationStarter starter() {
    return starter;
  }

  /// Deploys when something other than a call asks for it.
  public DeploymentTrigger trigger() {
    return trigger;
  }

  /// Makes the stored state the one that requests see.
  public void publishRoutes() {
    deployments.traffic().publish();
  }

  /// A call changed how requests of a service are served; they soon are. Never blocks.
  public void routeOptionsChanged() {
    publisher.changed();
    publishing.wake();
  }

  /// Stops in order; instances go on running.
  @Override
  public void close() {
    routes.close();
    publishing.close();
    waiting.close();
    runner.close();
    scaler.close();
    fleet.close();
    deployments.close();
  }

  private interface Interruptible {
    void run() throws InterruptedException;
  }

  private static void uninterrupted(Interruptible action) {
    try {
      action.run();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The start was interrupted.", interrupted);
    }
  }

  private void instanceFailed(Instance instance, String reason) {
    fleetReconciler.instanceFailed(instance, reason);
    fleet.wake();
  }

  private void fleetChanged() {
    fleet.wake();
  }

  private void settled(Service service) {
    publishRoutes();
    fleet.wake();
    waiting.wake();
  }
}
