package dev.pacer.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.pacer.engine.BuildLog;
import dev.pacer.engine.BuildRequest;
import dev.pacer.engine.BuiltImage;
import dev.pacer.engine.DockerfileRequest;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.ImageBuilder;
import java.time.Instant;
import java.util.List;

/// Makes images on a Docker Engine.
final class DockerBuilds implements ImageBuilder {
  private final EngineConnection connection;
  private final InstanceNetwork network;
  private final String installationId;
  private final BuildLeftovers leftovers;

  private interface Work<T> {
    T run() throws InterruptedException;
  }

  /// @param network on which builds are
  DockerBuilds(EngineConnection connection, InstanceNetwork network, String installationId) {
    this.connection = connection;
    this.network = network;
    this.installationId = installationId;
    leftovers = new BuildLeftovers(connection, installationId);
  }

  @Override
  public BuiltImage build(BuildRequest request, BuildLog log) throws InterruptedException {
    BuildPlan plan = new BuildPlan(request, installationId);
    return interruptible(() -> new CommandsBuild(connection, network, leftovers, plan, log).run());
  }

  @Override
  public BuiltImage build(DockerfileRequest request, BuildLog log) throws InterruptedException {
    DockerfilePlan plan = new DockerfilePlan(request, installationId);
    return interruptible(
        () -> new DockerfileBuild(connection, network, leftovers, plan, log).run());
  }

  /// The names by which layers are kept for the next build stay: [#forget] removes those.
  @Override
  public void removeImage(String imageId) {
    asked(() -> {
      List<String> names = names(imageId);
      if (names.isEmpty()) {
        leftovers.removeImage(imageId);
      }
      names.stream()
          .filter(name -> !name.startsWith(BuildCaches.LAYERS))
          .forEach(leftovers::removeImage);
    });
  }

  @Override
  public void forget(String owner) {
    BuildCaches.requireOwner(owner);
    BuildCaches caches = new BuildCaches(installationId, owner);
    asked(() -> {
      caches.removeVolumes(connection);
      leftovers.removeImage(caches.layers());
    });
  }

  @Override
  public void removeLeftovers(Instant before) {
    asked(() -> leftovers.removeBefore(before));
  }

  private List<String> names(String imageId) {
    try {
      List<String> names =
          connection.ask(client -> client.inspectImageCmd(imageId).exec()).getRepoTags();
      return names == null ? List.of() : names;
    } catch (NotFoundException _) {
      return List.of();
    }
  }

  private static void asked(Runnable work) {
    try {
      work.run();
    } catch (DockerException failure) {
      throw EngineAnswer.of(failure).asException();
    }
  }

  /// Calls of the engine tell of an interrupt by a failure of their own.
  private static <T> T interruptible(Work<T> work) throws InterruptedException {
    try {
      return work.run();
    } catch (EngineException failure) {
      if (Thread.interrupted()) {
        InterruptedException interrupt = new InterruptedException();
        var _ = interrupt.initCause(failure);
        throw interrupt;
      }
      throw failure;
    } catch (DockerException failure) {
      throw EngineAnswer.of(failure).asException();
    }
  }
}
