package dev.pacer.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a container engine may listen, in the order in which the places are tried.
public final class EngineCandidates {
  private EngineCandidates() {}

  /// The place that was named; else `DOCKER_HOST`; else the usual sockets of Docker and Podman.
  public static List<String> of(String named) {
    if (!named.isBlank()) {
      return List.of(named);
    }
    @Nullable String dockerHost = System.getenv("DOCKER_HOST");
    if (dockerHost != null && !dockerHost.isBlank()) {
      return List.of(dockerHost);
    }
    List<String> usual =
        new ArrayList<>(List.of("unix:///var/run/docker.sock", "unix:///run/podman/podman.sock"));
    @Nullable String runtimeDirectory = System.getenv("XDG_RUNTIME_DIR");
    if (runtimeDirectory != null && !runtimeDirectory.isBlank()) {
      usual.add("unix://" + runtimeDirectory + "/podman/podman.sock");
    }
    return usual;
  }
}
