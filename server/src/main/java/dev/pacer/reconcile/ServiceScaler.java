package dev.pacer.reconcile;

import dev.pacer.autoscaling.Decision;
import dev.pacer.autoscaling.InstanceView;
import dev.pacer.autoscaling.InstanceView.State;
import dev.pacer.autoscaling.Observation;
import dev.pacer.autoscaling.ScalingDecision;
import dev.pacer.autoscaling.ScalingPreferences;
import dev.pacer.deployment.ScaledService;
import dev.pacer.deployment.ScaledService.Member;
import dev.pacer.engine.EngineException;
import dev.pacer.ingress.routes.Backend;
import dev.pacer.ingress.routes.Gate;
import dev.pacer.ingress.routes.RoutedService.Outlook;
import dev.pacer.service.Instance;
import dev.pacer.support.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Scales one service. It looks at the service when it is asked to, never twice at once; what takes
/// time is done in the background. A look reads nothing but memory, so that sleeping instances are woken
/// whatever the database does; starts and ends are checked again by the store.
final class ServiceScaler {
  private static final Logger log = LoggerFactory.getLogger(ServiceScaler.class);

  /// Between two looks at a service whose requests keep asking.
  private static final Duration BREATH = Duration.ofMillis(2);

  private static final Duration BETWEEN_READINGS = Duration.ofSeconds(2);

  /// Longer than anybody waits.
  private static final Duration LONG_AGO = Duration.ofDays(36_500);

  private final FleetScaler.Ground ground;
  private final AtomicInteger asks = new AtomicInteger();
  private final ProcessorUse processors;

  /// Ids of instances that are being woken or put to sleep, and whether they are woken.
  private final Map<String, Boolean> changing = new ConcurrentHashMap<>();

  private volatile ScaledService known;
  private volatile boolean resting;
  private volatile boolean closed;
  private long lastActive = System.nanoTime();
  private boolean everActive;

  ServiceScaler(FleetScaler.Ground ground, ScaledService first) {
    this.ground = ground;
    this.known = first;
    this.processors = new ProcessorUse(ground.deployments().fleet());
    // Nothing is there and nothing is missing: its instances were ended because nobody needed them.
    this.everActive =
        !first.members().isEmpty() || first.preferences().scaleToZeroAfter().isEmpty();
  }

  ScaledService known() {
    return known;
  }

  /// Notes what was published, for later.
  void learn(ScaledService next) {
    known = next;
  }

  /// The routes were published.
  void published(ScaledService next) {
    boolean same = known.equals(next);
    known = next;
    if (!same) {
      ask();
    }
  }

  /// Looks at a service in which something may be due by time alone.
  void tick() {
    if (!resting) {
      ask();
    }
  }

  /// Looks soon. Never blocks.
  void ask() {
    resting = false;
    if (!closed && asks.getAndIncrement() == 0) {
      Thread.ofVirtual().name("scale-" + known.service().id()).start(this::run);
    }
  }

  void close() {
    closed = true;
  }

  private void run() {
    int seen = asks.get();
    boolean again = true;
    while (again && !closed) {
      seen = asks.get();
      look();
      again = !asks.compareAndSet(seen, 0);
      if (again) {
        pause();
      }
    }
  }

  private void look() {
    try {
      ScaledService service = known;
      Observation observation = observe(service);
      Decision decision = decide(service, observation);
      resting = isAtRest(service, observation, decision);
      wake(service, decision.wake());
      decision.sleep().forEach(id -> member(service, id).ifPresent(this::sleep));
      if (isOurs(service)) {
        resize(service, observation, decision);
      }
      tellOutlook(service);
    } catch (EngineException | UnavailableException failure) {
      log.atDebug()
          .addKeyValue("service", known.service().name())
          .addKeyValue("reason", failure.getMessage())
          .log("scaling failed, will be tried again");
    } catch (RuntimeException failure) {
      log.atError()
          .addKeyValue("service", known.service().name())
          .setCause(failure)
          .log("scaling failed");
    }
  }

  private Decision decide(ScaledService service, Observation observation) {
    return ScalingDecision.decide(service.rules(), preferences(service), observation);
  }

  /// Where several servers send requests, none knows whether an instance is quiet.
  private ScalingPreferences preferences(ScaledService service) {
    ScalingPreferences own = service.preferences();
    return ground.alone()
        ? own
        : new ScalingPreferences(
            own.sleepAfter(), own.scaleInAfter(), Optional.empty(), true, own.cpuTarget());
  }

  private boolean isOurs(ScaledService service) {
    return service.isSettled() && ground.leads().getAsBoolean();
  }

  private Observation observe(ScaledService service) {
    long now = System.nanoTime();
    List<InstanceView> views = new ArrayList<>();
    long lastQuiet = lastActive;
    boolean busy = service.routed().gate().waiting() > 0;
    for (Member member : service.members()) {
      Optional<Backend> backend = member.backend();
      if (backend.isEmpty()) {
        views.add(starting(member.instance().id()));
      } else if (!backend.get().isClosed()) {
        long since = backend.get().quietSince(now);
        busy |= backend.get().inFlight() > 0;
        lastQuiet = since - lastQuiet > 0 ? since : lastQuiet;
        views.add(view(backend.get(), Duration.ofNanos(Math.max(0, now - since))));
      }
    }
    Set<String> met = service.instanceIds();
    ground.starts().underWay(service.service().id()).stream()
        .filter(id -> !met.contains(id))
        .forEach(id -> views.add(starting(id)));
    everActive |= busy;
    lastActive = busy ? now : lastQuiet;
    return new Observation(
        views,
        service.routed().gate().waiting(),
        processors.percent(service, BETWEEN_READINGS),
        isOurs(service) && ground.starts().areAllowed(service.service().id()),
        everActive ? Duration.ofNanos(Math.max(0, now - lastActive)) : LONG_AGO);
  }

  private static InstanceView starting(String id) {
    return new InstanceView(id, State.STARTING, 0, Duration.ZERO);
  }

  private InstanceView view(Backend backend, Duration quiet) {
    Boolean waking = changing.get(backend.instanceId());
    boolean awake = waking == null ? !backend.isAsleep() : waking;
    return new InstanceView(
        backend.instanceId(), awake ? State.ACTIVE : State.ASLEEP, backend.inFlight(), quiet);
  }

  /// Whether nothing can become due before a request has to wait.
  private static boolean isAtRest(
      ScaledService service, Observation observation, Decision decision) {
    if (!decision.equals(Decision.NONE) || observation.waiting() > 0) {
      return false;
    }
    boolean toZero = service.preferences().scaleToZeroAfter().isPresent();
    return observation.instances().isEmpty()
        ? toZero
        : !toZero
            && observation.instances().size() == service.rules().minSize()
            && observation.instances().stream().allMatch(view -> view.state() == State.ASLEEP);
  }

  private void wake(ScaledService service, List<String> ids) {
    Gate gate = service.routed().gate();
    int room = service.rules().maxConcurrency();
    for (String id : ids) {
      member(service, id)
          .ifPresent(member ->
              change(
                  member,
                  true,
                  () -> {
                    ground.deployments().freezer().thaw(member.instance());
                    gate.call(room);
                  }));
    }
  }

  private void sleep(Member member) {
    change(member, false, () -> ground.deployments().freezer().freeze(member.instance()));
  }

  private void change(Member member, boolean wakes, Runnable action) {
    String id = member.instance().id();
    if (changing.putIfAbsent(id, wakes) != null) {
      return;
    }
    Thread.ofVirtual()
        .name((wakes ? "wake-" : "sleep-") + id)
        .start(() -> {
          try {
            action.run();
          } catch (EngineException failure) {
            log.atWarn()
                .addKeyValue("instance", id)
                .addKeyValue("reason", failure.getMessage())
                .log(wakes ? "could not wake an instance" : "could not put an instance to sleep");
          } finally {
            changing.remove(id);
          }
          // Requests may have come that could not be given to it meanwhile.
          if (known.routed().gate().waiting() > 0) {
            ask();
          }
        });
  }

  private void resize(ScaledService service, Observation observation, Decision decision) {
    if (!decision.retire().isEmpty()) {
      retire(service, decision);
    }
    if (decision.start() > 0) {
      int left = observation.instances().size() - decision.retire().size();
      ground.starts().begin(service, decision.start(), left + decision.start(), decision.reason());
    } else if (observation.startsAllowed() && hasAll(service, observation)) {
      ground.starts().complete(service.service().id());
    }
  }

  private static boolean hasAll(ScaledService service, Observation observation) {
    return service.members().size() >= service.rules().minSize()
        && observation.instances().stream().noneMatch(view -> view.state() == State.STARTING);
  }

  /// A request that comes at the same moment is answered before its instance ends.
  private void retire(ScaledService service, Decision decision) {
    int serving = service.members().size();
    int floor = Math.max(0, serving - decision.retire().size());
    List<Instance> retired =
        decision.retire().stream()
            .flatMap(id -> member(service, id).stream())
            .filter(member -> member.backend().filter(b -> b.inFlight() > 0).isEmpty())
            .map(Member::instance)
            .filter(instance -> ground.services().retireSurplus(instance.id(), floor))
            .toList();
    if (!retired.isEmpty()) {
      if (decision.start() == 0) {
        ground.deployments().logs().event(service.service(), decision.reason());
      }
      ground.deployments().traffic().publish();
      ground.retired().run();
    }
  }

  /// Tells the gate whether there is something to wait for, and those who wait in vain.
  private void tellOutlook(ScaledService service) {
    String id = service.service().id();
    boolean starting = !ground.starts().underWay(id).isEmpty();
    Outlook outlook = Outlook.UNKNOWN;
    if (starting) {
      outlook = Outlook.STARTING;
    } else if (!ground.starts().areAllowed(id)) {
      outlook = Outlook.FAILING;
    }
    service.routed().outlook(outlook);
    Gate gate = service.routed().gate();
    if (outlook == Outlook.FAILING && service.members().isEmpty()) {
      gate.call(gate.waiting());
    }
  }

  private static Optional<Member> member(ScaledService service, String id) {
    return service.members().stream()
        .filter(member -> member.instance().id().equals(id))
        .findFirst();
  }

  private static void pause() {
    try {
      Thread.sleep(BREATH);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
