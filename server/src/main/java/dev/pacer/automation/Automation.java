package dev.pacer.automation;

import dev.pacer.automation.webhook.WebhookEndpoint;
import dev.pacer.connection.ConnectionStore;
import dev.pacer.deployment.CodeParts;
import dev.pacer.deployment.CodeTasks;
import dev.pacer.deployment.DeploymentTrigger;
import dev.pacer.deployment.ServiceLogs;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.ImageWatch;
import dev.pacer.reconcile.ReconcileLoop;
import dev.pacer.registry.RegistryMap;
import dev.pacer.service.ServiceStore;
import dev.pacer.wire.HttpHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Deploys services with automatic deployments when their source changes: by asking again and again, by
/// the engine's own events, and by webhooks.
public final class Automation implements AutoCloseable {
  /// How many repositories and registries are asked at a time.
  private static final int PARALLEL = 8;

  private static final Duration SHORTEST_TICK = Duration.ofMillis(50);
  private static final Duration LONGEST_TICK = Duration.ofSeconds(5);

  /// Where nobody polls, it is only looked after the engine's events.
  private static final Duration NEVER = Duration.ofDays(365);

  private final ComputeEngine engine;
  private final ExecutorService looks = pool("source-look");
  private final ExecutorService arrivals = pool("webhook-look");
  private final Subscribers subscribers;
  private final Sources sources;
  private final Checks checks;
  private final ReconcileLoop local;
  private final Optional<ReconcileLoop> polling;
  private final List<ImageWatch> watches = new ArrayList<>();

  /// What it works on.
  public record Ground(
      ServiceStore services,
      ConnectionStore connections,
      CodeParts code,
      ComputeEngine engine,
      RegistryMap registries,
      DeploymentTrigger trigger,
      ServiceLogs logs) {}

  /// @param pollInterval how often each repository and registry is asked; empty for never
  /// @param leads whether it is this server that asks
  public Automation(Ground ground, Optional<Duration> pollInterval, BooleanSupplier leads) {
    this.engine = ground.engine();
    this.subscribers = new Subscribers(ground.services());
    this.sources =
        new Sources(
            new CodeTasks(ground.connections(), ground.code().vault()),
            ground.code().builds(),
            engine,
            ground.registries());
    this.checks =
        new Checks(
            ground.services(), subscribers, sources, ground.trigger(), new Troubles(ground.logs()));
    this.local =
        new ReconcileLoop(
            new LocalImages(subscribers, sources, checks), pollInterval.orElse(NEVER), leads);
    this.polling =
        pollInterval.map(interval -> new ReconcileLoop(polling(interval), tick(interval), leads));
  }

  private Polling polling(Duration interval) {
    return new Polling(subscribers, sources, checks, new PollSchedule(interval), looks);
  }

  public void start() {
    local.start();
    polling.ifPresent(ReconcileLoop::start);
    watches.add(engine.watchImages(local::wake));
  }

  /// Answers `/webhooks/…`.
  ///
  /// @param secret what senders must prove to know
  public HttpHandler webhooks(byte[] secret) {
    return new WebhookEndpoint(secret, new ArrivalLooks(subscribers, sources, checks, arrivals));
  }

  @Override
  public void close() {
    watches.forEach(ImageWatch::close);
    polling.ifPresent(ReconcileLoop::close);
    local.close();
    end(looks);
    end(arrivals);
  }

  private static Duration tick(Duration interval) {
    Duration tenth = interval.dividedBy(10);
    if (tenth.compareTo(SHORTEST_TICK) < 0) {
      return SHORTEST_TICK;
    }
    return tenth.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tenth;
  }

  private static ExecutorService pool(String name) {
    return Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().name(name).factory());
  }

  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    try {
      var _ = pool.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
