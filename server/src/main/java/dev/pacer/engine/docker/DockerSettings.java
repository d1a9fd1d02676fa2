package dev.pacer.engine.docker;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the engine is reached and how long it may take.
///
/// @param installationId which Pacer this is; only containers that carry it are touched
/// @param hosts where an engine may listen (`unix:///…` or `tcp://host:port`); the first that answers
///     is used from then on
/// @param publishPorts whether instances are reached on a published loopback port instead of their
///     bridge address: needed where the bridge is not this machine's own, as beside Docker Desktop.
///     Engines that say they are rootless get it by themselves
/// @param answerTimeout how long the engine may take for a question
/// @param changeTimeout how long it may take to create, start, kill or remove a container
/// @param pullTimeout how long a pull may take in all
/// @param pullStall how long a pull may go without progress
public record DockerSettings(
    String installationId,
    List<URI> hosts,
    boolean publishPorts,
    Duration answerTimeout,
    Duration changeTimeout,
    Duration pullTimeout,
    Duration pullStall) {

  /// @throws IllegalArgumentException when a host is not one that can be spoken to
  public DockerSettings {
    hosts = List.copyOf(hosts);
    hosts.forEach(DockerSettings::requireHost);
  }

  /// The usual time limits.
  public static DockerSettings of(String installationId, List<URI> hosts, boolean publishPorts) {
    return new DockerSettings(
        installationId,
        hosts,
        publishPorts,
        Duration.ofSeconds(15),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(2));
  }

  /// Where engines listen on Linux, in the order in which they are tried.
  ///
  /// @param dockerHost the value of `DOCKER_HOST`; when there is one, nothing else is tried
  /// @param runtimeDirectory the value of `XDG_RUNTIME_DIR`, where a rootless Podman listens
  /// @throws IllegalArgumentException when `dockerHost` is not a URI
  public static List<URI> usualHosts(
      Optional<String> dockerHost, Optional<String> runtimeDirectory) {
    if (dockerHost.filter(text -> !text.isBlank()).isPresent()) {
      return List.of(URI.create(dockerHost.get().strip()));
    }
    List<URI> hosts = new ArrayList<>();
    hosts.add(URI.create("unix:///var/run/docker.sock"));
    hosts.add(URI.create("unix:///run/podman/podman.sock"));
    runtimeDirectory
        .filter(text -> text.startsWith("/"))
        .ifPresent(path -> hosts.add(URI.create("unix://" + path + "/podman/podman.sock")));
    return List.copyOf(hosts);
  }

  private static void requireHost(URI host) {
    boolean unix = "unix".equals(host.getScheme()) && host.getPath() != null && isLocal(host);
    boolean tcp = "tcp".equals(host.getScheme()) && host.getHost() != null && host.getPort() > 0;
    if (!unix && !tcp) {
      throw new IllegalArgumentException(
          "The container engine's host \"%s\" is neither unix:///path/of/its.sock nor tcp://host:port."
              .formatted(host));
    }
  }

  private static boolean isLocal(URI host) {
    return host.getHost() == null && host.getPath().startsWith("/");
  }
}
