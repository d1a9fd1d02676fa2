package dev.pacer.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.pacer.engine.docker.DockerSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The container engine of the machine that runs the tests, reached past Pacer's own adapter: tests
/// prepare and inspect with it.
public final class LocalEngine {
  private static final List<URI> HOSTS =
      DockerSettings.usualHosts(
          Optional.ofNullable(System.getenv("DOCKER_HOST")),
          Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")));

  private static @Nullable LocalEngine engine;

  private final URI host;
  private final DockerClient client;

  private LocalEngine(URI host, DockerClient client) {
    this.host = host;
    this.client = client;
  }

  /// The engine, one connection for all tests of the process.
  ///
  /// @throws IllegalStateException when none answers: tests with an engine fail then, they are never
  ///     skipped
  public static synchronized LocalEngine get() {
    LocalEngine known = engine;
    if (known == null) {
      known = found();
      engine = known;
    }
    return known;
  }

  public URI host() {
    return host;
  }

  public DockerClient client() {
    return client;
  }

  private static LocalEngine found() {
    for (URI host : HOSTS) {
      DockerClient client = client(host);
      try {
        client.pingCmd().exec();
        return new LocalEngine(host, client);
      } catch (RuntimeException _) {
        // The next may answer.
      }
    }
    throw new IllegalStateException(
        "These tests need a container engine, and none answers at "
            + HOSTS
            + ". Run ./pacer test as root on Debian or Ubuntu, which installs one, or start Docker"
            + " Engine yourself.");
  }

  private static DockerClient client(URI host) {
    return DockerClientImpl.getInstance(
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(host.toString())
            .build(),
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(host)
            .connectionTimeout(Duration.ofSeconds(3))
            .build());
  }
}
