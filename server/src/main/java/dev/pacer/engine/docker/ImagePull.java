package dev.pacer.engine.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.PullProgress;
import dev.pacer.engine.RegistryCredentials;
import dev.pacer.engine.ResolvedImage;
import dev.pacer.support.Deadline;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// Makes an image present and pins it.
///
/// The pull speaks to the transport itself instead of through the library's command, which reads the
/// answer on a thread that cannot be stopped before the engine has answered at all.
final class ImagePull {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String DIGEST_STATUS = "Digest: ";
  private static final int MOST_ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int LONGEST_ERROR = 64 * 1024;

  private final EngineConnection connection;
  private final DockerSettings settings;

  ImagePull(EngineConnection connection, DockerSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  ResolvedImage resolve(ImageRequest request, PullProgress progress) {
    String reference = withoutNeedlessTag(request.reference());
    Optional<String> pulled = request.pull() ? pull(request, progress) : Optional.empty();
    requireAsked(reference, pulled);
    // Asked for by digest when it is known: the tag may have moved again since the pull.
    String pinned = pulled.map(digest -> repository(reference) + "@" + digest).orElse(reference);
    InspectImageResponse image = inspect(pinned, request);
    String id = Objects.requireNonNull(image.getId(), "Every image has an id");
    String digest = pulled.or(() -> digest(image, repository(reference))).orElse(id);
    return new ResolvedImage(id, digest, image.getArch() == null ? "" : image.getArch());
  }

  /// `name:tag@digest` means `name@digest`, which is what every engine understands.
  static String withoutNeedlessTag(String reference) {
    int at = reference.indexOf('@');
    return at < 0 ? reference : repository(reference) + reference.substring(at);
  }

  static String repository(String reference) {
    int at = reference.indexOf('@');
    String named = at < 0 ? reference : reference.substring(0, at);
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    return colon < 0 ? named : named.substring(0, colon);
  }

  /// The manifest digest that the image has in that repository; none when it never was in it.
  private static Optional<String> digest(InspectImageResponse image, String repository) {
    List<String> digests = image.getRepoDigests() == null ? List.of() : image.getRepoDigests();
    String prefix = repository + "@";
    return digests.stream()
        .filter(text -> text.startsWith(prefix))
        .map(text -> text.substring(prefix.length()))
        .findFirst();
  }

  private InspectImageResponse inspect(String reference, ImageRequest request) {
    try {
      return connection.ask(client -> client.inspectImageCmd(reference).exec());
    } catch (NotFoundException _) {
      throw request.pull()
          ? PullFailure.of(request.reference(), "not found after the pull")
          : PullFailure.notOnEngine(request.reference());
    } catch (DockerException failure) {
      throw EngineAnswer.of(failure).asException();
    }
  }

  /// Engines prove what they pull by digest; this proves that they did.
  static void requireAsked(String reference, Optional<String> pulled) {
    int at = reference.indexOf('@');
    if (at >= 0 && pulled.isPresent() && !pulled.get().equals(reference.substring(at + 1))) {
      throw PullFailure.otherDigest(reference, pulled.get());
    }
  }

  /// Pulls, and tries again a few times while the registry fails.
  ///
  /// @return the manifest's digest, when the engine tells it
  private Optional<String> pull(ImageRequest request, PullProgress progress) {
    Deadline end = Deadline.in(settings.pullTimeout());
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(request, progress, end);
      } catch (EngineException failure) {
        if (failure.kind() != EngineException.Kind.REGISTRY_FAILING
            || attempt == MOST_ATTEMPTS
            || end.remaining().compareTo(pause) < 0) {
          throw failure;
        }
        progress.tell(failure.getMessage() + " It is asked again in " + pause.toSeconds() + " s.");
        sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new EngineException(
          EngineException.Kind.UNAVAILABLE, "The pull was interrupted.", interrupt);
    }
  }

  private Optional<String> attempt(ImageRequest request, PullProgress progress, Deadline end) {
    EngineConnection.Found engine = connection.engine();
    AtomicLong lastProgress = new AtomicLong(System.nanoTime());
    Limited.Limit limit =
        () -> {
          long stall = lastProgress.get() + settings.pullStall().toNanos() - System.nanoTime();
          return Duration.ofNanos(Math.min(stall, end.remaining().toNanos()));
        };
    PullTally tally = new PullTally(progress);
    try {
      return Limited.run(
          "image-pull",
          limit,
          () -> {
            return pull(
                engine,
                request,
                step -> {
                  lastProgress.set(System.nanoTime());
                  tally.add(step);
                });
          });
    } catch (TimeoutException _) {
      throw PullFailure.tooSlow(request.reference(), !end.hasPassed());
    } catch (EngineException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw EngineConnection.unavailable(engine.host(), failure);
    }
  }

  private static Optional<String> pull(
      EngineConnection.Found engine, ImageRequest request, Consumer<JsonNode> progress)
      throws IOException {
    String reference = withoutNeedlessTag(request.reference());
    DockerHttpClient.Request.Builder builder =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.POST)
            .path(
                "/images/create?fromImage=" + URLEncoder.encode(reference, StandardCharsets.UTF_8));
    request.credentials().ifPresent(known -> builder.putHeader("X-Registry-Auth", header(known)));
    Optional<String> digest = Optional.empty();
    try (DockerHttpClient.Response response = engine.http().execute(builder.build())) {
      if (response.getStatusCode() != 200) {
        byte[] body = response.getBody().readNBytes(LONGEST_ERROR);
        EngineAnswer answer =
            EngineAnswer.of(response.getStatusCode(), new String(body, StandardCharsets.UTF_8));
        throw PullFailure.of(request.reference(), answer.message());
      }
      try (MappingIterator<JsonNode> steps =
          JSON.readerFor(JsonNode.class).readValues(response.getBody())) {
        while (steps.hasNextValue()) {
          JsonNode step = steps.nextValue();
          progress.accept(step);
          requireNoError(step, request.reference());
          String status = step.path("status").asString("");
          if (status.startsWith(DIGEST_STATUS)) {
            digest = Optional.of(status.substring(DIGEST_STATUS.length()).strip());
          }
        }
      }
    }
    return digest;
  }

  private static void requireNoError(JsonNode step, String reference) {
    if (step.has("error")) {
      EngineAnswer answer = EngineAnswer.of(200, step.path("error").asString(""));
      throw PullFailure.of(reference, answer.message());
    }
  }

  static String header(RegistryCredentials credentials) {
    try {
      String json =
          JSON.writeValueAsString(
              Map.of("username", credentials.username(), "password", credentials.password()));
      return Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException impossible) {
      throw new IllegalStateException("Two texts can always be written as JSON", impossible);
    }
  }
}
