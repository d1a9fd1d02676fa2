package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.pacer.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One container of a build, from its creation to its removal.
///
/// @param connection the way to the engine
/// @param network on which it is
/// @param plan what it is for
/// @param name how it is called
record BuildContainer(
    EngineConnection connection, InstanceNetwork network, BuildPlan plan, String name) {
  private static final Duration COMMIT_LIMIT = Duration.ofMinutes(10);
  private static final Duration LOOK_LIMIT = Duration.ofSeconds(30);
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @param image to begin with
  /// @throws EngineException of kind `IMAGE_NOT_FOUND` when the engine does not have it
  void create(String image) {
    try {
      var _ =
          connection.change(client -> {
            CreateContainerCmd create = client.createContainerCmd(image);
            plan.describe(create, name);
            return create.exec().getId();
          });
    } catch (NotFoundException failure) {
      throw new EngineException(
          EngineException.Kind.IMAGE_NOT_FOUND,
          "The container engine does not have the build's image %s.".formatted(image),
          failure);
    }
  }

  /// Unpacks an archive at the container's root. Before the start, so that nothing in the container
  /// can be in its way.
  ///
  /// @throws IOException what the writer threw
  void upload(TarPipe.Writer writer, Duration limit) throws IOException {
    try (TarPipe pipe = TarPipe.of(writer)) {
      try {
        connection.within(
            limit,
            engine ->
                engine
                    .client()
                    .copyArchiveToContainerCmd(name)
                    .withRemotePath("/")
                    .withTarInputStream(pipe.stream())
                    .exec());
      } catch (RuntimeException failure) {
        @Nullable Exception cause = pipe.failure();
        if (cause instanceof TreeArchive.TooLargeException tooLarge) {
          throw tooLarge;
        }
        throw failure;
      }
    }
  }

  void start() {
    network.ensureOnce();
    try {
      attemptStart();
    } catch (DockerException failure) {
      EngineAnswer answer = EngineAnswer.of(failure);
      if (!answer.says("network")) {
        throw StartFailure.of(plan.request().baseImage(), answer);
      }
      // Somebody removed it since this process saw it.
      network.ensure();
      attemptStart();
    }
  }

  private void attemptStart() {
    connection.change(client -> client.startContainerCmd(name).exec());
  }

  ContainerExec exec() {
    return new ContainerExec(connection, name);
  }

  /// What was written in it, in bytes; empty when the engine cannot say now.
  OptionalLong size() {
    try {
      Long size =
          connection.within(
              LOOK_LIMIT,
              engine ->
                  engine.client().inspectContainerCmd(name).withSize(true).exec().getSizeRw());
      return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    } catch (DockerException | EngineException failure) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure;
      }
      return OptionalLong.empty();
    }
  }

  /// Ends all that runs in it.
  void kill() {
    try {
      connection.change(client -> client.killContainerCmd(name).exec());
    } catch (DockerException failure) {
      if (!EngineAnswer.of(failure).says("is not running")) {
        throw failure;
      }
    }
  }

  /// Makes an image of what is in it.
  ///
  /// @param configuration of the image, in the engine's JSON
  /// @param tag its name; empty for none
  /// @return the image's id
  String commit(String configuration, String tag) {
    String path = "/commit?container=" + name + "&" + named(tag);
    return connection.change(COMMIT_LIMIT, engine -> committed(engine.http(), path, configuration));
  }

  private static String committed(DockerHttpClient http, String path, String configuration) {
    try (DockerHttpClient.Response response =
        http.execute(
            DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.POST)
                .path(path)
                .putHeader("Content-Type", "application/json")
                .bodyBytes(configuration.getBytes(StandardCharsets.UTF_8))
                .build())) {
      String body =
          new String(response.getBody().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
      if (response.getStatusCode() != 201) {
        throw EngineAnswer.of(response.getStatusCode(), body).asException();
      }
      return JSON.readTree(body).path("Id").asString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String named(String tag) {
    int colon = tag.lastIndexOf(':');
    return colon <= tag.lastIndexOf('/')
        ? "repo=" + encoded(tag)
        : "repo=" + encoded(tag.substring(0, colon)) + "&tag=" + encoded(tag.substring(colon + 1));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
