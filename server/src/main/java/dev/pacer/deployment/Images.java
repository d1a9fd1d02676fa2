package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.PullProgress;
import dev.pacer.engine.ResolvedImage;
import dev.pacer.registry.ImageReference;
import dev.pacer.registry.RegistryMap;
import dev.pacer.service.ImageSource;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.Version;
import java.util.Optional;

/// Brings images to the engine: what a name means now, or what a version was pinned to.
final class Images {
  private final ComputeEngine engine;
  private final RegistryMap registries;

  Images(ComputeEngine engine, RegistryMap registries) {
    this.engine = engine;
    this.registries = registries;
  }

  /// What the name means now.
  ///
  /// @param progress told how a pull goes on
  /// @throws EngineException when it cannot be had
  ResolvedImage resolve(ImageReference reference, PullProgress progress) {
    return engine.resolve(registries.resolve(reference), progress);
  }

  /// Brings back the image of a version that somebody removed from the engine, from the registry that
  /// it came from, by its digest: never what its tag means meanwhile.
  ///
  /// @return false when it never came from a registry or the registry has another content by now
  /// @throws EngineException when it cannot be had
  boolean restore(Version version) {
    Optional<PinnedImage> pinned = version.image();
    if (pinned.isEmpty()
        || pinned.get().digest().equals(pinned.get().id())
        || !(version.configuration().source() instanceof ImageSource source)) {
      return false;
    }
    ImageReference named = ImageReference.parse(source.identifier());
    if (named.host().isEmpty()) {
      return false;
    }
    ResolvedImage found =
        resolve(ImageReference.parse(named.repository() + "@" + pinned.get().digest()), _ -> {});
    return found.id().equals(pinned.get().id());
  }
}
