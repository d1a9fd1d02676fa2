package dev.pacer.app;

import dev.pacer.config.Settings;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.OwnedInstance;
import dev.pacer.engine.docker.DockerEngine;
import dev.pacer.engine.memory.MemoryEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes the engine that the settings name.
final class Engines {
  private Engines() {}

  /// @param installation marks what this server starts
  static ComputeEngine connect(Settings.Engine settings, String installation, InstantSource clock) {
    return switch (settings.kind()) {
      case MEMORY -> new MemoryEngine(clock);
      case DOCKER -> DockerEngine.connect(DockerHosts.settings(installation, settings.host()));
    };
  }

  /// Ends and removes every instance of this installation, side by side.
  static void stopAll(ComputeEngine engine, Duration grace) {
    List<Future<?>> endings = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (OwnedInstance instance : engine.owned()) {
        endings.add(
            executor.submit(() -> {
              engine.stop(instance.handle(), grace);
              engine.remove(instance.handle());
            }));
      }
    }
    for (Future<?> ending : endings) {
      if (ending.state() == Future.State.FAILED) {
        throw new IllegalStateException("an instance could not be ended", ending.exceptionNow());
      }
    }
  }
}
