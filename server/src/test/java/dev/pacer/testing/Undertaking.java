package dev.pacer.testing;

import dev.pacer.engine.memory.MemoryEngine;
import dev.pacer.engine.memory.MemoryImage;
import dev.pacer.operation.OperationStarter.Begun;
import dev.pacer.operation.OperationType;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.support.Identifiers;
import java.util.Optional;
import java.util.function.Consumer;

/// Every type of operation, from every state from which it leads elsewhere.
public enum Undertaking {
  CREATION(OperationType.CREATE_SERVICE, Before.NOTHING),
  UPDATE(OperationType.UPDATE_SERVICE, Before.RUNNING),
  UPDATE_AFTER_A_FAILED_CREATION(OperationType.UPDATE_SERVICE, Before.CREATE_FAILED),
  DEPLOYMENT(OperationType.START_DEPLOYMENT, Before.RUNNING),
  PAUSE(OperationType.PAUSE_SERVICE, Before.RUNNING),
  RESUMPTION(OperationType.RESUME_SERVICE, Before.PAUSED),
  DELETION(OperationType.DELETE_SERVICE, Before.RUNNING),
  DELETION_OF_A_PAUSED_SERVICE(OperationType.DELETE_SERVICE, Before.PAUSED),
  DELETION_AFTER_A_FAILED_CREATION(OperationType.DELETE_SERVICE, Before.CREATE_FAILED);

  /// What is there before.
  public enum Before {
    NOTHING,
    CREATE_FAILED,
    RUNNING,
    PAUSED
  }

  private final OperationType type;
  private final Before before;

  Undertaking(OperationType type, Before before) {
    this.type = type;
    this.before = before;
  }

  /// A service to undertake something with; not there yet when it is to be created.
  ///
  /// @param name also begins the names of its images: `name:old` is what it runs before, `name:new`
  ///     what an update brings
  /// @param instances how many it has
  public record Subject(String name, int instances, Optional<Service> service) {
    public Service known() {
      return service.orElseThrow();
    }

    /// The same once the service is there.
    public Subject of(Service created) {
      return new Subject(name, instances, Optional.of(created));
    }
  }

  public OperationType type() {
    return type;
  }

  public Before before() {
    return before;
  }

  /// Whether it brings up instances.
  public boolean deploys() {
    return switch (type) {
      case CREATE_SERVICE, UPDATE_SERVICE, START_DEPLOYMENT, RESUME_SERVICE -> true;
      case PAUSE_SERVICE, DELETE_SERVICE -> false;
    };
  }

  /// Whether instances serve all the time: the old ones until the new ones do.
  public boolean keepsServing() {
    return deploys() && before == Before.RUNNING;
  }

  /// Makes a service in the state before.
  ///
  /// @param ended brings an operation to its end
  public Subject prepared(
      ControlPlane plane, MemoryEngine engine, int instances, Consumer<Begun> ended) {
    String name = "shop-" + Identifiers.hex32().substring(0, 8);
    if (before == Before.NOTHING) {
      return new Subject(name, instances, Optional.empty());
    }
    register(engine, name + ":old", before != Before.CREATE_FAILED);
    Begun created = plane.create(name, plane.running(name + ":old", instances));
    ended.accept(created);
    if (before == Before.PAUSED) {
      ended.accept(
          plane.begin(created.service().id(), OperationType.PAUSE_SERVICE, Optional.empty()));
    }
    return new Subject(name, instances, Optional.of(plane.service(created.service().id())));
  }

  /// Begins it.
  ///
  /// @param works whether what it deploys, if it deploys something new, can run
  public Begun begin(ControlPlane plane, MemoryEngine engine, Subject subject, boolean works) {
    String image = subject.name() + (type == OperationType.UPDATE_SERVICE ? ":new" : ":old");
    if (type != OperationType.RESUME_SERVICE) {
      register(engine, image, works);
    }
    ServiceConfiguration configuration = plane.running(image, subject.instances());
    return switch (type) {
      case CREATE_SERVICE -> plane.create(subject.name(), configuration);
      case UPDATE_SERVICE -> plane.update(subject.known().id(), configuration);
      case START_DEPLOYMENT -> plane.deploy(subject.known().id());
      case PAUSE_SERVICE, RESUME_SERVICE, DELETE_SERVICE ->
          plane.begin(subject.known().id(), type, Optional.empty());
    };
  }

  private static void register(MemoryEngine engine, String image, boolean works) {
    engine.register(image, works ? MemoryImage.serving() : MemoryImage.serving().exitingAtOnce(1));
  }
}
