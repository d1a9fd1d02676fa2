package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.pacer.engine.BuildFailedException;
import dev.pacer.engine.BuildLog;
import dev.pacer.engine.BuiltImage;
import dev.pacer.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// One build by a Dockerfile, with the builder that is part of the engine ("classic"). Every engine has
/// it, from 20.10 to those whose command line prefers BuildKit, which would have to be spoken to by a
/// protocol of its own; what only BuildKit understands, such as `RUN --mount`, fails.
///
/// Its steps run with the rights that the engine gives to every container, never more, and within the
/// limits of memory and processor time. It knows no limit of processes, and of the disk only one for
/// the size of each file.
///
/// For one thread, once.
final class DockerfileBuild {
  private static final Logger log = LoggerFactory.getLogger(DockerfileBuild.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PHASE = "Dockerfile";
  private static final int TURN_MILLIS = 500;
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final int LONGEST_IGNORE_FILE = 64 * 1024;
  private static final long MEBIBYTE = 1024L * 1024L;

  private final EngineConnection connection;
  private final InstanceNetwork network;
  private final BuildLeftovers leftovers;
  private final DockerfilePlan plan;
  private final BuildOutput.Part output;
  private final DockerfileProgress progress;
  private final BuildWatch watch;
  private boolean succeeded;

  DockerfileBuild(
      EngineConnection connection,
      InstanceNetwork network,
      BuildLeftovers leftovers,
      DockerfilePlan plan,
      BuildLog log) {
    this.connection = connection;
    this.network = network;
    this.leftovers = leftovers;
    this.plan = plan;
    output = new BuildOutput(log, plan.request().limits().outputMebibytes()).process();
    progress = new DockerfileProgress(output);
    watch = new BuildWatch(plan.request().limits());
  }

  BuiltImage run() throws InterruptedException {
    // A step says only that the network is not there, when somebody removed it.
    network.ensure();
    DockerIgnore ignore = ignored();
    try (output;
        TarPipe context = TarPipe.of(tar -> archive(ignore).write(tar))) {
      String image = built(context);
      keepLayers(image);
      succeeded = true;
      return new BuiltImage(image);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      cleanUp();
    }
  }

  private TarPipe.Writer archive(DockerIgnore ignore) {
    long limit = plan.request().limits().diskMebibytes() * MEBIBYTE;
    return tar -> new TreeArchive(tar, limit).addTree(plan.request().context(), "", ignore);
  }

  /// Never through a link: it could lead to any file of this machine.
  private DockerIgnore ignored() {
    Path file = plan.request().context().resolve(DockerIgnore.NAME);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new DockerIgnore(List.of());
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes(LONGEST_IGNORE_FILE + 1);
      if (content.length > LONGEST_IGNORE_FILE) {
        throw new IllegalArgumentException(DockerIgnore.NAME + " is larger than 64 KiB.");
      }
      return DockerIgnore.of(new String(content, StandardCharsets.UTF_8).lines().toList());
    } catch (IllegalArgumentException failure) {
      throw new BuildFailedException(
          PHASE, "The .dockerignore cannot be used: " + failure.getMessage());
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private String built(TarPipe context) throws InterruptedException {
    FutureTask<Void> reading =
        new FutureTask<>(() -> {
          read(context);
          return null;
        });
    Thread.ofVirtual().name("build-output").start(reading);
    try {
      await(reading);
    } catch (ExecutionException failure) {
      throw reason(Objects.requireNonNull(failure.getCause()), context);
    } finally {
      // The interrupt closes the socket, and by that the engine knows that it shall stop.
      reading.cancel(true);
    }
    return progress.image().orElseThrow(() -> new BuildFailedException(PHASE, progress.failure()));
  }

  private void await(FutureTask<Void> reading) throws ExecutionException, InterruptedException {
    while (true) {
      try {
        var _ = reading.get(TURN_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException _) {
        watch.requireTime(PHASE);
      }
    }
  }

  private void read(TarPipe context) throws IOException {
    try (DockerHttpClient.Response response =
        connection
            .engine()
            .http()
            .execute(
                DockerHttpClient.Request.builder()
                    .method(DockerHttpClient.Request.Method.POST)
                    .path(plan.path())
                    .putHeader("Content-Type", "application/x-tar")
                    .body(context.stream())
                    .build())) {
      if (response.getStatusCode() != 200) {
        byte[] body = response.getBody().readNBytes(LONGEST_ANSWER);
        throw refusal(
            EngineAnswer.of(response.getStatusCode(), new String(body, StandardCharsets.UTF_8)));
      }
      try (MappingIterator<JsonNode> events =
          JSON.readerFor(JsonNode.class).readValues(response.getBody())) {
        while (events.hasNextValue()) {
          progress.event(events.nextValue());
        }
      }
    }
  }

  private static RuntimeException refusal(EngineAnswer answer) {
    return answer.says("no space left on device")
        ? answer.asException()
        : new BuildFailedException(
            PHASE, "The Dockerfile cannot be built: %s.".formatted(answer.message()));
  }

  private RuntimeException reason(Throwable cause, TarPipe context) {
    Exception unwritten = context.failure();
    if (unwritten instanceof TreeArchive.TooLargeException) {
      return new BuildFailedException(
          PHASE,
          "The source code is larger than the build's limit of %d MiB of disk."
              .formatted(plan.request().limits().diskMebibytes()));
    }
    if (cause instanceof BuildFailedException || cause instanceof EngineException) {
      return (RuntimeException) cause;
    }
    return new EngineException(
        EngineException.Kind.UNAVAILABLE,
        "The container engine broke off the build of a Dockerfile.",
        cause);
  }

  private static EngineException unreadable(IOException failure) {
    return new EngineException(
        EngineException.Kind.OTHER, "The source code cannot be read.", failure);
  }

  private void keepLayers(String image) {
    String name = plan.layers();
    int colon = name.lastIndexOf(':');
    connection.change(client ->
        client.tagImageCmd(image, name.substring(0, colon), name.substring(colon + 1)).exec());
  }

  /// Removes the containers of a build that was ended, and what was made on the way to something else
  /// than the result, which the engine keeps for nobody.
  private void cleanUp() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!succeeded && progress.image().isPresent()) {
        // It came too late: nobody waits for it any more.
        leftovers.removeImage(plan.request().tag());
      }
      progress.containers().stream().filter(this::isOfBuild).forEach(leftovers::removeContainer);
      progress.images().stream().filter(this::hasNoName).forEach(leftovers::removeImage);
    } catch (DockerException | EngineException failure) {
      log.atWarn()
          .addKeyValue("image", plan.request().tag())
          .addKeyValue("reason", failure.toString())
          .log("Something of a build stayed behind");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isOfBuild(String id) {
    try {
      InspectContainerResponse container =
          connection.ask(client -> client.inspectContainerCmd(id).exec());
      return InstanceNetwork.OF_BUILDS.equals(container.getHostConfig().getNetworkMode())
          && !container.getName().startsWith("/" + BuildPlan.PREFIX);
    } catch (NotFoundException _) {
      return false;
    }
  }

  private boolean hasNoName(String id) {
    try {
      InspectImageResponse image = connection.ask(client -> client.inspectImageCmd(id).exec());
      return isEmpty(image.getRepoTags()) && isEmpty(image.getRepoDigests());
    } catch (NotFoundException _) {
      return false;
    }
  }

  private static boolean isEmpty(@Nullable List<String> names) {
    return names == null || names.isEmpty();
  }
}
