package dev.pacer.app;

import dev.pacer.config.Settings;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.engine.docker.DockerSettings;
import dev.pacer.engine.memory.MemoryEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/// Makes the engine that the settings name.
final class Engines {
  private static final Duration PULL_TIMEOUT = Duration.ofMinutes(10);

  private Engines() {}

  /// @param installation marks what this server starts
  static ComputeEngine connect(Settings.Engine settings, String installation, InstantSource clock) {
    return switch (settings.kind()) {
      case MEMORY -> new MemoryEngine(clock);
      case DOCKER ->
          DockerEngine.connect(
              new DockerSettings(EngineCandidates.of(settings.host()), installation, PULL_TIMEOUT));
    };
  }

  /// Ends and removes every instance of this installation, side by side.
  static void stopAll(ComputeEngine engine, Duration grace) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (OwnedInstance instance : engine.owned()) {
        executor.submit(() -> {
          engine.stop(instance.handle(), grace);
          engine.remove(instance.handle());
        });
      }
    }
  }
}
