package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.engine.InstanceHandle;
import dev.pacer.engine.InstanceSpec;
import dev.pacer.operation.Operation;
import dev.pacer.service.Instance;
import dev.pacer.service.Lifecycle.InProgress;
import dev.pacer.service.Service;
import dev.pacer.testing.ControlPlane;
import dev.pacer.testing.Mortality;
import dev.pacer.testing.ServicePicture;
import dev.pacer.testing.Undertaking;
import dev.pacer.testing.Undertaking.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/// An operation in the course of which the server dies, and what the next server makes of it.
final class LastWrite {
  private static final int FLEET = 2;

  private final Succession servers;
  private final Undertaking undertaking;
  private final Course course;
  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean cancels = new AtomicBoolean();

  /// What comes in the way of an operation.
  enum Course {
    WORKS,
    /// What it deploys cannot run.
    FAILS,
    /// Somebody cancels it while its instances start.
    CANCELLED
  }

  /// How it ended.
  ///
  /// @param status of the operation; empty when it was never written
  record Outcome(Optional<String> status, Optional<ServicePicture> picture) {}

  LastWrite(Succession servers, Undertaking undertaking, Course course) {
    this.servers = servers;
    this.undertaking = undertaking;
    this.course = course;
  }

  /// The outcome when no server dies.
  Outcome undisturbed() {
    return tried(Integer.MAX_VALUE, List.of()).outcome();
  }

  /// @param lived whether the operation ended before that write came
  record Try(boolean lived, Outcome outcome) {}

  /// Runs the operation on a server that dies, and waits until it ended as it should.
  ///
  /// @param write instead of which the server dies, counted from the operation's beginning
  /// @param legal how it may end; anything in which nothing is on its way when that is empty
  Try tried(int write, List<Outcome> legal) {
    Subject subject = prepared();
    Outcome before = outcome(subject);
    cancels.set(course == Course.CANCELLED);
    servers.watch((method, arguments) -> called(subject, method, arguments));
    servers.life().dieAt(write);
    begin(subject);
    await(() -> assertThat(servers.life().isDead() || isStill(subject)).isTrue());
    boolean lived = servers.life().spare();
    String place = undertaking + " " + course + " " + write + " " + servers.life().lastWords();
    if (!lived) {
      servers.succeed();
    }
    List<Outcome> all = new ArrayList<>(legal);
    all.add(before);
    await(() -> assertThat(isStill(subject)).as(place).isTrue());
    if (!legal.isEmpty()) {
      await(() -> assertThat(outcome(subject)).as(place).isIn(all));
    }
    servers.watch((_, _) -> {});
    assertThat(wrongs).as(place).isEmpty();
    Outcome outcome = outcome(subject);
    cleanUp(subject);
    return new Try(lived, outcome);
  }

  private Subject prepared() {
    ControlPlane plane = servers.plane();
    Subject subject =
        undertaking.prepared(
            plane, servers.engine, FLEET, begun -> plane.ended(begun.operationId()));
    await(() -> assertThat(isStill(subject)).isTrue());
    return subject;
  }

  /// When the server dies on it, the caller does not know what became of it.
  private void begin(Subject subject) {
    var _ =
        Mortality.answer(() ->
            undertaking.begin(servers.plane(), servers.engine, subject, course != Course.FAILS));
  }

  private void called(Subject subject, String method, List<?> arguments) {
    Object first = arguments.isEmpty() ? "" : arguments.getFirst();
    if (first instanceof InstanceSpec && cancels.getAndSet(false)) {
      service(subject).ifPresent(this::cancel);
    }
    boolean ends = method.equals("stop") || method.equals("remove");
    if (first instanceof InstanceHandle handle && ends && undertaking.keepsServing()) {
      mustNotBeMissed(subject, handle);
    }
  }

  private void cancel(Service service) {
    if (service.lifecycle() instanceof InProgress(String operationId)) {
      servers.plane().runner.cancel(operationId);
    }
  }

  /// Whatever ends, there are as many instances that serve.
  private void mustNotBeMissed(Subject subject, InstanceHandle handle) {
    List<Instance> instances = servers.stored.services().instances(subject.known().id());
    List<Instance> serving =
        instances.stream()
            .filter(instance -> instance.phase() == Instance.Phase.SERVING)
            .filter(instance -> !instance.handle().equals(Optional.of(handle.value())))
            .toList();
    if (serving.size() < FLEET) {
      wrongs.add(handle + " ends while there is " + instances);
    }
  }

  private Optional<Service> service(Subject subject) {
    return subject
        .service()
        .or(() -> servers.stored.services().findNewestByName(ControlPlane.WORLD, subject.name()))
        .flatMap(service -> servers.stored.services().find(service.id()));
  }

  private Outcome outcome(Subject subject) {
    Optional<Service> service = service(subject);
    return new Outcome(
        service.map(found -> newest(found).type() + " " + newest(found).status()),
        service.map(found -> servers.picture(found.id())));
  }

  private Operation newest(Service service) {
    return servers.stored.operations().list(service.id(), Optional.empty(), 1).items().getFirst();
  }

  private boolean isStill(Subject subject) {
    return outcome(subject).picture().map(ServicePicture::isStill).orElse(true);
  }

  private void cleanUp(Subject subject) {
    Optional<Service> left = service(subject).filter(service -> service.deletedAt().isEmpty());
    if (left.isPresent()) {
      ControlPlane plane = servers.plane();
      var begun = Undertaking.DELETION.begin(plane, servers.engine, subject.of(left.get()), true);
      plane.ended(begun.operationId());
    }
  }

  private static void await(ThrowingRunnable assertion) {
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(8))
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(assertion);
  }
}
