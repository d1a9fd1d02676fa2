package dev.pacer.reconcile;

import dev.pacer.deployment.Deployments;
import dev.pacer.deployment.FleetObserver;
import dev.pacer.deployment.ScaledService;
import dev.pacer.service.Instance;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Gives every service the instances that its requests need: wakes and starts them when requests wait,
/// puts them to sleep and ends them when they are quiet. It looks at a service at once when a request
/// has to wait or an instance came or went, and else every second, unless all its instances sleep.
///
/// Safe for any thread; nothing here blocks.
public final class FleetScaler implements FleetObserver, AutoCloseable {
  private final Ground ground;
  private final Duration period;
  private final Map<String, ServiceScaler> scalers = new ConcurrentHashMap<>();
  private final Thread ticking;
  private volatile boolean started;

  /// What scaling works on.
  ///
  /// @param alone whether no other server sends requests to the same instances
  /// @param leads whether this server starts and ends instances now
  /// @param retired is run when instances are to be ended
  record Ground(
      ServiceStore services,
      Deployments deployments,
      Starts starts,
      boolean alone,
      BooleanSupplier leads,
      Runnable retired) {}

  /// @param alone whether no other server sends requests to the same instances
  /// @param leads whether this server starts and ends instances now
  /// @param retired is run when instances are to be ended
  /// @param period how often it looks at services in which time passes
  public FleetScaler(
      ServiceStore services,
      Deployments deployments,
      boolean alone,
      BooleanSupplier leads,
      Runnable retired,
      Duration period,
      InstantSource clock) {
    Starts starts = new Starts(services, deployments, this::look, clock);
    this.ground = new Ground(services, deployments, starts, alone, leads, retired);
    this.period = period;
    this.ticking = Thread.ofVirtual().name("scale").unstarted(this::tick);
    deployments.traffic().observe(this);
  }

  /// Begins to scale what was published before and will be.
  public void start() {
    started = true;
    scalers.values().forEach(ServiceScaler::ask);
    ticking.start();
  }

  @Override
  public void requestWaits(String serviceId) {
    look(serviceId);
  }

  @Override
  public void published(List<ScaledService> services) {
    Set<String> ids = new HashSet<>();
    for (ScaledService service : services) {
      String id = service.service().id();
      ids.add(id);
      ServiceScaler scaler = scalers.get(id);
      if (scaler == null) {
        scalers.put(id, new ServiceScaler(ground, service));
        look(id);
      } else if (started) {
        scaler.published(service);
      } else {
        scaler.learn(service);
      }
    }
    scalers.keySet().removeIf(id -> !ids.contains(id));
  }

  /// Looks at a service soon.
  void look(String serviceId) {
    ServiceScaler scaler = started ? scalers.get(serviceId) : null;
    if (scaler != null) {
      scaler.ask();
    }
  }

  /// Whether the stored state is another one than that which was published.
  ///
  /// @param serving the service's instances that serve
  boolean isOutdated(Service service, List<Instance> serving) {
    ServiceScaler scaler = scalers.get(service.id());
    return scaler == null
        || !scaler.known().service().equals(service)
        || !scaler
            .known()
            .instanceIds()
            .equals(new HashSet<>(serving.stream().map(Instance::id).toList()));
  }

  Starts starts() {
    return ground.starts();
  }

  /// Starts and ends nothing more; what is under way goes on.
  @Override
  public void close() {
    started = false;
    ticking.interrupt();
    scalers.values().forEach(ServiceScaler::close);
  }

  private void tick() {
    try {
      while (started) {
        scalers.values().forEach(ServiceScaler::tick);
        Thread.sleep(period);
      }
    } catch (InterruptedException _) {
      // Closed.
    }
  }
}
