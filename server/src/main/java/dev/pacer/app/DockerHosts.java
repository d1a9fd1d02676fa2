package dev.pacer.app;

import dev.pacer.config.SettingsException;
import dev.pacer.engine.docker.DockerSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where the container engine is looked for.
public final class DockerHosts {
  private DockerHosts() {}

  /// Settings for the named place; without one, for `DOCKER_HOST`, else the usual sockets of Docker
  /// and Podman.
  ///
  /// @param installation marks what this server starts
  /// @throws SettingsException when the place is not a URL
  public static DockerSettings settings(String installation, String named) {
    try {
      List<URI> hosts =
          named.isBlank()
              ? DockerSettings.usualHosts(
                  Optional.ofNullable(System.getenv("DOCKER_HOST")),
                  Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")))
              : List.of(URI.create(named.strip()));
      return DockerSettings.of(installation, hosts, false);
    } catch (IllegalArgumentException malformed) {
      throw new SettingsException(
          "The engine's host must be a URL such as unix:///var/run/docker.sock: "
              + malformed.getMessage(),
          malformed);
    }
  }
}
