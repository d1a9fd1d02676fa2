package dev.pacer.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.pacer.engine.EngineException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way to the engine: finds it, and turns silence into `UNAVAILABLE`.
///
/// The engine is looked for at the first call and kept once it answered. Another one is never taken
/// later, even when the first is away: its containers would seem to be gone.
final class EngineConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EngineConnection.class);
  private static final Duration GREETING = Duration.ofSeconds(3);

  // Followers hold a connection each for as long as their instance lives, so there is no useful
  // bound below the number of instances on one machine.
  private static final int MOST_CONNECTIONS = 100_000;

  /// One engine that answered.
  record Found(URI host, DockerHttpClient http, DockerClient client) {}

  private final DockerSettings settings;
  private volatile @Nullable Found found;

  EngineConnection(DockerSettings settings) {
    this.settings = settings;
  }

  /// Asks the engine.
  ///
  /// @throws EngineException of kind `UNAVAILABLE` when it does not answer in time
  /// @throws com.github.dockerjava.api.exception.DockerException when it answers with an error
  <T> T ask(Function<DockerClient, T> question) {
    return within(settings.answerTimeout(), engine -> question.apply(engine.client()));
  }

  /// Asks the engine for work that takes longer than a question. An interrupt does not cut it short: the
  /// engine would do it all the same, and nobody would know.
  <T> T change(Function<DockerClient, T> change) {
    Found engine = engine();
    return answered(
        engine,
        settings.changeTimeout(),
        limit -> Limited.finish("engine-change", limit, () -> change.apply(engine.client())));
  }

  /// The same with a limit of its own, and with the way to the engine past the client.
  <T> T change(Duration limit, Function<Found, T> change) {
    Found engine = engine();
    return answered(
        engine, limit, time -> Limited.finish("engine-change", time, () -> change.apply(engine)));
  }

  <T> T within(Duration limit, Function<Found, T> call) {
    Found engine = engine();
    return answered(
        engine, limit, time -> Limited.run("engine-call", time, () -> call.apply(engine)));
  }

  private interface Call<T> {
    T within(Duration limit) throws TimeoutException;
  }

  private static <T> T answered(Found engine, Duration limit, Call<T> call) {
    try {
      return call.within(limit);
    } catch (TimeoutException _) {
      throw new EngineException(
          EngineException.Kind.UNAVAILABLE,
          "The container engine at %s did not answer within %d s."
              .formatted(engine.host(), limit.toSeconds()));
    } catch (EngineException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      if (EngineAnswer.behind(failure) != null) {
        throw failure;
      }
      throw unavailable(engine.host(), failure);
    }
  }

  /// The engine, found by now.
  Found engine() {
    Found known = found;
    return known == null ? find() : known;
  }

  static EngineException unavailable(URI host, Throwable failure) {
    return new EngineException(
        EngineException.Kind.UNAVAILABLE,
        "The container engine at %s does not answer (%s).".formatted(host, reason(failure)),
        failure);
  }

  @Override
  public synchronized void close() {
    if (found != null) {
      close(found);
    }
  }

  private synchronized Found find() {
    if (found != null) {
      return found;
    }
    StringBuilder tried = new StringBuilder();
    for (URI host : settings.hosts()) {
      Found candidate = open(host);
      try {
        Limited.run("engine-greeting", GREETING, () -> candidate.client().pingCmd().exec());
        log.atInfo().addKeyValue("host", host).log("Container engine found");
        found = candidate;
        return candidate;
      } catch (TimeoutException _) {
        tried.append(tried.isEmpty() ? "" : "; ").append(host).append(" (no answer in time)");
      } catch (RuntimeException failure) {
        tried.append(tried.isEmpty() ? "" : "; ").append(host);
        tried.append(" (").append(reason(failure)).append(")");
      }
      close(candidate);
    }
    throw new EngineException(
        EngineException.Kind.UNAVAILABLE,
        "No container engine answers. Tried: "
            + tried
            + ". Start one (systemctl start docker, or dockerd), or install one (Debian, Ubuntu:"
            + " apt-get install docker.io). pacer doctor says more.");
  }

  /// Every request uses a connection of its own. On a local socket that costs next to nothing, and
  /// no request can meet a connection that died with an engine that was restarted.
  private static Found open(URI host) {
    ZerodepDockerHttpClient transport =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(host)
            .maxConnections(MOST_CONNECTIONS)
            .connectionTimeout(GREETING)
            .build();
    DockerHttpClient http =
        new DockerHttpClient() {
          @Override
          public Response execute(Request request) {
            return transport.execute(
                Request.builder().from(request).putHeader("Connection", "close").build());
          }

          @Override
          public void close() throws IOException {
            transport.close();
          }
        };
    return new Found(host, http, DockerClientImpl.getInstance(new EngineConfiguration(host), http));
  }

  private static void close(Found engine) {
    try {
      engine.http().close();
    } catch (IOException failure) {
      log.atDebug().setCause(failure).log("The connection to the engine did not close cleanly");
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }
}
