package dev.pacer.build;

import dev.pacer.engine.ComputeEngine;
import dev.pacer.engine.EngineException;
import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.PullProgress;
import dev.pacer.engine.ResolvedImage;
import dev.pacer.registry.ImageReference;
import dev.pacer.registry.RegistryMap;
import dev.pacer.source.runtime.ListedRuntime;
import java.util.Optional;

/// Finds the image that a managed runtime's builds begin with: one that was made here, else the public
/// one. Safe for any thread.
public final class RuntimeImages {
  private final ComputeEngine engine;
  private final RegistryMap registries;

  public RuntimeImages(ComputeEngine engine, RegistryMap registries) {
    this.engine = engine;
    this.registries = registries;
  }

  /// The name of the image that `pacer runtime build` makes.
  public static String localName(ListedRuntime runtime) {
    return "pacer-runtime/" + runtime.name() + ":latest";
  }

  /// The image that was made here; empty when there is none.
  ///
  /// @throws EngineException when the engine cannot be asked
  public Optional<ResolvedImage> local(ListedRuntime runtime) {
    try {
      return Optional.of(
          engine.resolve(new ImageRequest(localName(runtime), false, Optional.empty())));
    } catch (EngineException failure) {
      if (failure.kind() == EngineException.Kind.IMAGE_NOT_FOUND) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /// The image for a version of a runtime.
  ///
  /// @param version empty for the newest
  /// @throws BuildException when there is none, saying how to come by one
  ResolvedImage find(ListedRuntime runtime, Optional<String> version, PullProgress progress) {
    Optional<ResolvedImage> made = local(runtime);
    if (made.isPresent()) {
      runtime
          .local()
          .ifPresent(recipe -> {
            recipe.note().ifPresent(progress::tell);
            version
                .filter(asked -> !recipe.has(asked))
                .ifPresent(asked ->
                    progress.tell(
                        "The image of %s that was made here has version %s, not %s."
                            .formatted(runtime.name(), recipe.version(), asked)));
          });
      return made.get();
    }
    return pulled(runtime, version, progress);
  }

  private ResolvedImage pulled(
      ListedRuntime runtime, Optional<String> version, PullProgress progress) {
    String image = runtime.publicImage(version);
    try {
      return engine.resolve(registries.resolve(ImageReference.parse(image)), progress);
    } catch (EngineException failure) {
      throw BuildException.notBuilt(
          "There is no image of the runtime %s: %s cannot be pulled (%s) %s"
              .formatted(runtime.name(), image, failure.getMessage(), advice(runtime)),
          failure);
    }
  }

  private static String advice(ListedRuntime runtime) {
    return runtime.local().isPresent()
        ? "Where that registry is out of reach, make one: pacer runtime build " + runtime.name()
        : runtime.unavailable().orElse("");
  }
}
