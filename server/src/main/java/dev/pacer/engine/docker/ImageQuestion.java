package dev.pacer.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.ImageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks what an image name means now. The engine asks the registry for the manifest alone, with its own
/// proxies, certificates and list of registries without TLS; one that cannot, as Podman, pulls.
final class ImageQuestion {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LONGEST_ANSWER = 256 * 1024;

  private final EngineConnection connection;
  private final ImagePull images;

  ImageQuestion(EngineConnection connection, ImagePull images) {
    this.connection = connection;
    this.images = images;
  }

  /// @throws EngineException as a pull would
  String digest(ImageRequest request) {
    Optional<String> asked = request.pull() ? ask(request) : Optional.empty();
    return asked.orElseGet(() -> images.resolve(request, _ -> {}).digest());
  }

  private record Answer(int status, String body) {}

  private Optional<String> ask(ImageRequest request) {
    Answer answer = connection.within(LIMIT, engine -> ask(engine, request));
    Optional<JsonNode> json = json(answer.body());
    if (answer.status() == 200) {
      return json.map(found -> found.path("Descriptor").path("digest").asString(""))
          .filter(digest -> !digest.isEmpty());
    }
    if (answer.status() == 404 && json.filter(found -> found.has("message")).isEmpty()) {
      return Optional.empty();
    }
    throw PullFailure.of(
        request.reference(), EngineAnswer.of(answer.status(), answer.body()).message());
  }

  private static Answer ask(EngineConnection.Found engine, ImageRequest request) {
    // The name stands in the path as it is: its characters need no escaping there.
    String name = ImagePull.withoutNeedlessTag(request.reference());
    DockerHttpClient.Request.Builder builder =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.GET)
            .path("/distribution/" + name + "/json");
    request
        .credentials()
        .ifPresent(known -> builder.putHeader("X-Registry-Auth", ImagePull.header(known)));
    try (DockerHttpClient.Response response = engine.http().execute(builder.build())) {
      byte[] body = response.getBody().readNBytes(LONGEST_ANSWER);
      return new Answer(response.getStatusCode(), new String(body, StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Optional<JsonNode> json(String body) {
    try {
      return Optional.of(JSON.readTree(body));
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
