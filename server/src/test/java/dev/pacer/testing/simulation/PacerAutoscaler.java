package dev.pacer.testing.simulation;

import dev.pacer.autoscaling.Decision;
import dev.pacer.autoscaling.InstanceView;
import dev.pacer.autoscaling.Observation;
import dev.pacer.autoscaling.ScalingDecision;
import dev.pacer.testing.simulation.SimulatedInstance.State;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Asks the server's own decision when a request has to wait, and once a second.
final class PacerAutoscaler implements Autoscaler {
  @Override
  public void requestWaits(SimulatedService service) {
    decide(service);
  }

  @Override
  public void second(SimulatedService service) {
    decide(service);
  }

  private static void decide(SimulatedService service) {
    Traffic traffic = service.traffic();
    Decision decision =
        ScalingDecision.decide(traffic.rules(), traffic.preferences(), seen(service));
    each(service, decision.wake(), service::wake);
    each(service, decision.retire(), service::retire);
    each(service, decision.sleep(), service::sleep);
    service.start(decision.start());
  }

  private static Observation seen(SimulatedService service) {
    List<InstanceView> views =
        service.instances().stream().map(instance -> view(instance, service.now())).toList();
    return new Observation(
        views,
        service.waiting(),
        Optional.empty(),
        service.startsAllowed(),
        micros(service.quiet()));
  }

  private static InstanceView view(SimulatedInstance instance, long now) {
    long quiet = instance.inFlight > 0 ? 0 : now - instance.quietSince;
    return new InstanceView(instance.id, state(instance), instance.inFlight, micros(quiet));
  }

  private static InstanceView.State state(SimulatedInstance instance) {
    return switch (instance.state) {
      case STARTING -> InstanceView.State.STARTING;
      case ASLEEP -> InstanceView.State.ASLEEP;
      case ACTIVE, DRAINING, GONE -> InstanceView.State.ACTIVE;
    };
  }

  private static Duration micros(long time) {
    return Duration.of(time, ChronoUnit.MICROS);
  }

  private static void each(
      SimulatedService service, List<String> ids, Consumer<SimulatedInstance> action) {
    for (String id : ids) {
      service.instances().stream()
          .filter(instance -> instance.id.equals(id) && !instance.is(State.GONE))
          .findFirst()
          .ifPresent(action);
    }
  }
}
