package dev.pacer.deployment;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.ImageBuilder;
import dev.pacer.service.CodeSource;
import dev.pacer.service.PinnedImage;
import dev.pacer.service.Service;
import dev.pacer.service.ServiceStore;
import dev.pacer.service.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets old versions of services, and removes the images that were built for them: nothing can bring
/// them back into use.
final class BuiltImageTidying {
  private static final Logger log = LoggerFactory.getLogger(BuiltImageTidying.class);

  private final ServiceStore services;
  private final Optional<ImageBuilder> builder;
  private final int keptVersions;

  BuiltImageTidying(ServiceStore services, ComputeEngine engine, int keptVersions) {
    this.services = services;
    this.builder = engine.imageBuilder();
    this.keptVersions = keptVersions;
  }

  /// After an operation of a service ended. What the engine does not remove now stays; it is never a
  /// reason for the operation to fail.
  void tidy(Service service) {
    List<Version> before = services.versions(service.id());
    services.forgetVersions(service.id(), keptVersions);
    if (builder.isPresent() && before.stream().anyMatch(BuiltImageTidying::isFromCode)) {
      remove(service, built(before), builder.get());
    }
  }

  private void remove(Service service, Set<String> images, ImageBuilder engine) {
    boolean deleted = service.deletedAt().isPresent();
    Set<String> kept = deleted ? Set.of() : built(services.versions(service.id()));
    try {
      images.stream().filter(image -> !kept.contains(image)).forEach(engine::removeImage);
      if (deleted) {
        // Builds that all failed left no image, but caches.
        engine.forget(service.id());
      }
    } catch (EngineException failure) {
      log.atWarn()
          .addKeyValue("service", service.name())
          .addKeyValue("reason", failure.getMessage())
          .log("images of forgotten versions are left on the engine");
    }
  }

  private static boolean isFromCode(Version version) {
    return version.configuration().source() instanceof CodeSource;
  }

  private static Set<String> built(List<Version> versions) {
    return versions.stream()
        .filter(version -> version.built().isPresent())
        .flatMap(version -> version.image().stream())
        .map(PinnedImage::id)
        .collect(Collectors.toSet());
  }
}
