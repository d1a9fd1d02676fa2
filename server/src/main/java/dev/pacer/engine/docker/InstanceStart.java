package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.InstanceHandle;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates an instance's container and starts it. The container's name carries the instance's id, so
/// the engine itself sees to it that an instance exists once.
final class InstanceStart {
  private static final Logger log = LoggerFactory.getLogger(InstanceStart.class);

  private static final int MOST_ATTEMPTS = 3;
  private static final Duration CONFLICT_PATIENCE = Duration.ofSeconds(10);
  private static final Duration CONFLICT_PAUSE = Duration.ofMillis(20);

  private record Created(String id, boolean needsStart) {}

  private final EngineConnection connection;
  private final InstanceNetwork network;
  private volatile boolean filesAreLimited = true;

  InstanceStart(EngineConnection connection, InstanceNetwork network) {
    this.connection = connection;
    this.network = network;
  }

  InstanceHandle start(ContainerPlan plan) {
    network.ensureOnce();
    for (int attempt = 1; ; attempt++) {
      ContainerPlan current = filesAreLimited ? plan : plan.withoutFileLimit();
      try {
        return attempt(current);
      } catch (DockerException failure) {
        EngineAnswer answer = EngineAnswer.of(failure);
        if (attempt == MOST_ATTEMPTS || !isRemedied(current, answer)) {
          removeRefused(current);
          throw StartFailure.of(plan.spec().imageId(), answer);
        }
      }
    }
  }

  /// Whether it makes sense to try again, after mending what can be mended.
  private boolean isRemedied(ContainerPlan plan, EngineAnswer answer) {
    if (answer.says("network") && (answer.says("not found") || answer.says("ambiguous"))) {
      // Somebody removed it since this process saw it, or made another one of its name.
      network.ensure();
      return true;
    }
    if (plan.limitFiles() && answer.says("rlimit")) {
      // The engine itself runs with a lower limit, which then is the instance's too.
      removeRefused(plan);
      filesAreLimited = false;
      return true;
    }
    // Another call for the same instance failed and took the container away.
    return answer.says("o such container");
  }

  private InstanceHandle attempt(ContainerPlan plan) {
    Created created = created(plan);
    if (created.needsStart()) {
      try {
        connection.change(client -> client.startContainerCmd(created.id()).exec());
      } catch (NotModifiedException _) {
        // Another call for the same instance started it a moment ago.
      }
    }
    return new InstanceHandle(created.id());
  }

  /// An engine takes the name of a container before it lets anybody see the container, so that after
  /// a conflict there may be nothing to find for a moment.
  private Created created(ContainerPlan plan) {
    long end = System.nanoTime() + CONFLICT_PATIENCE.toNanos();
    while (true) {
      try {
        return new Created(create(plan), true);
      } catch (DockerException failure) {
        if (!EngineAnswer.of(failure).isConflict() || System.nanoTime() > end) {
          throw failure;
        }
        Optional<ContainerView> holder = named(plan);
        if (holder.isPresent()) {
          return holder.flatMap(view -> created(view, plan)).orElseThrow(() -> failure);
        }
        pause();
      }
    }
  }

  private String create(ContainerPlan plan) {
    return connection.change(client -> {
      CreateContainerCmd create = client.createContainerCmd(plan.spec().imageId());
      plan.describe(create);
      return create.exec().getId();
    });
  }

  /// The container that an earlier call made for the same instance; only that one is ever taken.
  private static Optional<Created> created(ContainerView view, ContainerPlan plan) {
    return view.isInstance(plan.spec().instanceId()) && view.isOf(plan.installationId())
        ? Optional.of(new Created(view.id(), view.wasNeverStarted()))
        : Optional.empty();
  }

  private Optional<ContainerView> named(ContainerPlan plan) {
    try {
      return Optional.of(
          new ContainerView(
              connection.ask(client -> client.inspectContainerCmd(plan.name()).exec())));
    } catch (NotFoundException _) {
      return Optional.empty();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(CONFLICT_PAUSE);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          EngineException.Kind.UNAVAILABLE, "The start was interrupted.", interrupt);
    }
  }

  /// Nothing of a refused instance may stay behind, but only its own container is removed.
  private void removeRefused(ContainerPlan plan) {
    try {
      named(plan)
          .flatMap(view -> created(view, plan))
          .filter(Created::needsStart)
          .ifPresent(created -> remove(created.id()));
    } catch (RuntimeException failure) {
      log.atWarn()
          .addKeyValue("container", plan.name())
          .addKeyValue("reason", failure.toString())
          .log("The container of a refused instance stayed behind");
    }
  }

  private void remove(String id) {
    connection.change(
        client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
  }
}
