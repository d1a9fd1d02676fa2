package dev.pacer.automation;

import dev.pacer.build.BuildTask;
import dev.pacer.build.CodeBuilds;
import dev.pacer.deployment.CodeTasks;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.registry.ImageReference;
import dev.pacer.registry.RegistryMap;
import dev.pacer.service.CodeSource;
import dev.pacer.service.Service;
import dev.pacer.service.Source;
import dev.pacer.source.git.Commit;
import java.util.Optional;

/// Asks repositories and registries what they hold. Safe for any thread; every question may take long.
///
/// Each throws [dev.pacer.source.git.GitException], [dev.pacer.engine.EngineException], or
/// [dev.pacer.operation.StepFailedException] for a connection that cannot be used.
final class Sources {
  private final CodeTasks tasks;
  private final CodeBuilds builds;
  private final ComputeEngine engine;
  private final RegistryMap registries;

  Sources(CodeTasks tasks, CodeBuilds builds, ComputeEngine engine, RegistryMap registries) {
    this.tasks = tasks;
    this.builds = builds;
    this.engine = engine;
    this.registries = registries;
  }

  /// The newest commit of a branch, or the digest behind a tag.
  ///
  /// @param service one that deploys from there, and its source
  String newest(Place place, Service service, Source source) {
    return switch (place) {
      case Place.Branch _ -> builds.newest(task(service, (CodeSource) source)).id();
      case Place.Image image -> engine.digest(registries.resolve(image.reference()));
    };
  }

  /// Whether a service would get anything else; true when nobody can tell.
  boolean differs(Service service, Source source, String before, String after) {
    return !(source instanceof CodeSource code)
        || builds.changes(task(service, code), Commit.of(before), Commit.of(after));
  }

  /// What a deployment took last, even if it failed before it was a version; empty when nobody knows.
  Optional<String> lastTried(Service service) {
    return builds.lastTried(service.id());
  }

  /// Whether an image is the engine's own, which no registry is asked for.
  boolean isLocal(Place place) {
    return place instanceof Place.Image image && !registries.resolve(image.reference()).pull();
  }

  /// An image's repository where it really comes from, without the host.
  String repositoryOf(Place.Image image) {
    String reference = registries.resolve(image.reference()).reference();
    return ImageReference.parse(reference).path();
  }

  private BuildTask task(Service service, CodeSource code) {
    return tasks.of(service, service.versionNumber(), "look", code);
  }
}
