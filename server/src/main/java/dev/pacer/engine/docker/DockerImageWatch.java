package dev.pacer.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.ImageWatch;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// Follows the engine's events of images on a virtual thread, and connects again when they end. What
/// happened before the connection is not told by events, so that each connection counts as one.
final class DockerImageWatch implements ImageWatch {
  private static final Logger log = LoggerFactory.getLogger(DockerImageWatch.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FILTERS =
      "{\"type\":[\"image\"],\"event\":[\"tag\",\"load\",\"pull\",\"import\"]}";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final EngineConnection connection;
  private final Runnable changed;
  private final Thread thread = Thread.ofVirtual().name("engine-images").unstarted(this::run);
  private volatile boolean closed;

  DockerImageWatch(EngineConnection connection, Runnable changed) {
    this.connection = connection;
    this.changed = changed;
  }

  ImageWatch started() {
    thread.start();
    return this;
  }

  /// The interrupt closes the socket on which the thread waits for the next event.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closed) {
        pause = follow() ? FIRST_PAUSE : longer(pause);
        Thread.sleep(pause);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether the engine answered
  private boolean follow() {
    boolean connected = false;
    try (DockerHttpClient.Response response = open()) {
      connected = response.getStatusCode() == 200;
      if (connected) {
        changed.run();
        read(response);
      }
    } catch (EngineException | IOException | JacksonException failure) {
      if (!closed) {
        log.atDebug().addKeyValue("reason", failure.toString()).log("Image events were cut off");
      }
    }
    return connected;
  }

  private void read(DockerHttpClient.Response response) {
    try (MappingIterator<JsonNode> events =
        JSON.readerFor(JsonNode.class).readValues(response.getBody())) {
      while (!closed && events.hasNextValue()) {
        var _ = events.nextValue();
        changed.run();
      }
    }
  }

  private DockerHttpClient.Response open() throws IOException {
    String path = "/events?filters=" + URLEncoder.encode(FILTERS, StandardCharsets.UTF_8);
    try {
      return connection
          .engine()
          .http()
          .execute(
              DockerHttpClient.Request.builder()
                  .method(DockerHttpClient.Request.Method.GET)
                  .path(path)
                  .build());
    } catch (EngineException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      // The transport wraps what the socket throws.
      throw new IOException(failure);
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }
}
