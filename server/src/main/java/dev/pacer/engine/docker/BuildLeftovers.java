package dev.pacer.engine.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Removes what builds of an installation leave on the engine. For any thread.
///
/// @param connection the way to the engine
/// @param installationId whose builds
record BuildLeftovers(EngineConnection connection, String installationId) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /// Removes the containers and the images of moments of one build.
  void removeOf(String build) {
    for (Container container : containers(Labels.BUILD + "=" + build)) {
      removeContainer(container.getId());
    }
    for (Image image : states(Labels.BUILD_STATE + "=" + build)) {
      removeImage(image.getId());
    }
  }

  /// Removes those of all builds that began before that.
  void removeBefore(Instant time) {
    for (Container container : containers(Labels.BUILD)) {
      if (Instant.ofEpochSecond(container.getCreated()).isBefore(time)) {
        removeContainer(container.getId());
      }
    }
    for (Image image : states(Labels.BUILD_STATE)) {
      if (Instant.ofEpochSecond(image.getCreated()).isBefore(time)) {
        removeImage(image.getId());
      }
    }
  }

  /// Ends it first, when it runs.
  void removeContainer(String id) {
    try {
      connection.change(
          client -> client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec());
    } catch (DockerException failure) {
      EngineAnswer answer = EngineAnswer.of(failure);
      if (answer.says("already in progress")) {
        awaitRemoval(id);
      } else if (!answer.isNotFound()) {
        throw failure;
      }
    }
  }

  /// Somebody else, as the engine itself, is removing it.
  private void awaitRemoval(String id) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < end) {
        connection.ask(client -> client.inspectContainerCmd(id).exec());
        Thread.sleep(PAUSE);
      }
    } catch (NotFoundException _) {
      // That is what was waited for.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Removes an image unless it is used.
  ///
  /// @param name or id
  void removeImage(String name) {
    try {
      connection.change(client -> client.removeImageCmd(name).exec());
    } catch (DockerException failure) {
      EngineAnswer answer = EngineAnswer.of(failure);
      if (!answer.isNotFound() && !answer.isConflict()) {
        throw failure;
      }
    }
  }

  /// An instance of an image has the labels of the image, and so that of the build too.
  private List<Container> containers(String label) {
    return connection
        .ask(client ->
            client
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(installation(), label))
                .exec())
        .stream()
        .filter(container -> !container.getLabels().containsKey(Labels.INSTANCE))
        .filter(BuildLeftovers::hasNameOfBuild)
        .toList();
  }

  private List<Image> states(String label) {
    return connection.ask(
        client -> client.listImagesCmd().withLabelFilter(installation(), label).exec());
  }

  private String installation() {
    return Labels.INSTALLATION + "=" + installationId;
  }

  private static boolean hasNameOfBuild(Container container) {
    return Arrays.stream(container.getNames())
        .anyMatch(name -> name.startsWith("/" + BuildPlan.PREFIX));
  }
}
