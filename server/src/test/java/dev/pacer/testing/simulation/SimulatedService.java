package dev.pacer.testing.simulation;

import dev.pacer.ingress.routes.Gate;
import dev.pacer.testing.simulation.SimulatedInstance.State;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One service with its front door: the real gate, and instances that take requests as the front door
/// gives them: the busiest with room first, the oldest of equals.
final class SimulatedService {
  private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

  /// How long after the traffic's end somebody may still wait before the simulation gives up.
  private static final long PATIENCE = TimeUnit.MINUTES.toMicros(10);

  /// More than any rules allow.
  private static final int MOST_INSTANCES = 1000;

  private final Timeline timeline = new Timeline();
  private final Gate gate = new Gate();
  private final List<SimulatedInstance> instances = new ArrayList<>();
  private final Tally tally = new Tally();
  private final StartPause pause = new StartPause();
  private final Traffic traffic;
  private final Machine machine;
  private final Autoscaler autoscaler;
  private int arrived;
  private int inFlight;
  private long quietSince;
  private long demandSince;
  private long demandArea;
  private int named;

  SimulatedService(Traffic traffic, Machine machine, Autoscaler autoscaler) {
    this.traffic = traffic;
    this.machine = machine;
    this.autoscaler = autoscaler;
  }

  /// All of the traffic, until the last request is answered, or has waited in vain.
  Tally run() {
    for (int index = 0; index < traffic.rules().minSize(); index++) {
      enter(begin(), State.ACTIVE);
    }
    expectArrival();
    timeline.after(SECOND, this::second);
    timeline.run();
    instances.forEach(this::account);
    tally.unserved = gate.waiting();
    return tally;
  }

  Traffic traffic() {
    return traffic;
  }

  long now() {
    return timeline.now();
  }

  int waiting() {
    return gate.waiting();
  }

  int demand() {
    return inFlight + gate.waiting();
  }

  /// Time of requests that were waited for or at hand so far: how many they were, times how long.
  long demandArea() {
    return demandArea + demand() * (now() - demandSince);
  }

  long quiet() {
    return demand() > 0 ? 0 : now() - quietSince;
  }

  boolean startsAllowed() {
    return pause.isOver(now());
  }

  List<SimulatedInstance> instances() {
    return instances;
  }

  void start(int count) {
    for (int index = 0; index < count; index++) {
      SimulatedInstance instance = begin();
      boolean fails = now() < traffic.startsFailUntil();
      long began = now();
      tally.starts++;
      timeline.after(machine.start(), () -> started(instance, began, fails));
    }
  }

  void wake(SimulatedInstance instance) {
    timeline.after(
        machine.wake(),
        () -> {
          if (instance.is(State.ASLEEP)) {
            enter(instance, State.ACTIVE);
            takesRequests();
          }
        });
  }

  void sleep(SimulatedInstance instance) {
    tally.interrupted += instance.inFlight;
    enter(instance, State.ASLEEP);
  }

  /// Ends it now.
  void retire(SimulatedInstance instance) {
    tally.interrupted += instance.inFlight;
    enter(instance, State.GONE);
    instances.remove(instance);
  }

  /// Ends it after its requests.
  void drain(SimulatedInstance instance) {
    enter(instance, State.DRAINING);
    if (instance.inFlight == 0) {
      retire(instance);
    }
  }

  private void expectArrival() {
    if (arrived < traffic.requests().size()) {
      Request next = traffic.requests().get(arrived++);
      timeline.at(next.at(), () -> arrive(next));
    }
  }

  private void arrive(Request request) {
    expectArrival();
    demandChanges();
    tally.requests++;
    if (taken(request)) {
      return;
    }
    if (gate.enter(new Waiting(request), machine.queue())) {
      autoscaler.requestWaits(this);
    } else {
      tally.refused++;
    }
  }

  private boolean taken(Request request) {
    SimulatedInstance instance = busiestWithRoom();
    if (instance == null) {
      return false;
    }
    tally.waited(now() - request.at());
    instance.inFlight++;
    inFlight++;
    timeline.after(request.work(), () -> finish(instance));
    return true;
  }

  private @Nullable SimulatedInstance busiestWithRoom() {
    SimulatedInstance best = null;
    for (SimulatedInstance instance : instances) {
      if (instance.is(State.ACTIVE)
          && instance.inFlight < traffic.rules().maxConcurrency()
          && (best == null || instance.inFlight > best.inFlight)) {
        best = instance;
      }
    }
    return best;
  }

  private void finish(SimulatedInstance instance) {
    demandChanges();
    inFlight--;
    instance.inFlight--;
    instance.quietSince = now();
    quietSince = now();
    if (instance.is(State.DRAINING) && instance.inFlight == 0) {
      retire(instance);
    } else if (instance.is(State.ACTIVE)) {
      gate.call(1);
    }
  }

  private void second() {
    autoscaler.second(this);
    long patience = demand() > 0 ? PATIENCE : 0;
    if (now() < traffic.duration() + patience) {
      timeline.after(SECOND, this::second);
    }
  }

  private SimulatedInstance begin() {
    SimulatedInstance instance = new SimulatedInstance("i" + named++, now());
    instances.add(instance);
    if (instances.size() > MOST_INSTANCES) {
      throw new IllegalStateException("the instances become more and more");
    }
    tally.peak = Math.max(tally.peak, instances.size());
    return instance;
  }

  private void started(SimulatedInstance instance, long began, boolean fails) {
    if (!instance.is(State.STARTING)) {
      return;
    }
    if (fails) {
      pause.failed(began, now());
      retire(instance);
    } else {
      pause.succeeded();
      instance.quietSince = now();
      enter(instance, State.ACTIVE);
      takesRequests();
    }
  }

  private void takesRequests() {
    if (tally.firstCapacity.isEmpty() && traffic.burst().isPresent()) {
      long since = now() - traffic.burst().getAsLong();
      if (since >= 0) {
        tally.firstCapacity = OptionalLong.of(since);
      }
    }
    gate.call(traffic.rules().maxConcurrency());
  }

  private void demandChanges() {
    demandArea = demandArea();
    demandSince = now();
  }

  private void enter(SimulatedInstance instance, State state) {
    account(instance);
    instance.state = state;
  }

  private void account(SimulatedInstance instance) {
    long spent = now() - instance.stateSince;
    tally.provisioned += spent;
    tally.active += instance.is(State.ASLEEP) ? 0 : spent;
    instance.stateSince = now();
  }

  private final class Waiting implements Gate.Ticket {
    private final Request request;

    Waiting(Request request) {
      this.request = request;
    }

    @Override
    public void called() {
      if (!taken(request)) {
        gate.enterAgain(this);
      }
    }
  }
}
