package dev.pacer.app;

import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Where the running server of a data directory listens, for clients on the same machine.
///
/// @param endpoint the API's URL
/// @param processId the server's process
public record RunningServer(String endpoint, long processId) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Empty when no server runs there, or when its process died without cleaning up.
  public static Optional<RunningServer> find(DataDirectory directory) {
    return directory
        .read(directory.server())
        .map(text -> JSON.readValue(text, RunningServer.class))
        .filter(server -> ProcessHandle.of(server.processId()).isPresent());
  }

  void announce(DataDirectory directory) {
    directory.write(directory.server(), JSON.writeValueAsString(this));
  }

  static void withdraw(DataDirectory directory) {
    directory.delete(directory.server());
  }
}
