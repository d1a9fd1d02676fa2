package dev.pacer.registry;

import dev.pacer.engine.ImageRequest;
import dev.pacer.engine.RegistryCredentials;
import java.util.Optional;

/// Turns the image name that a user wrote into what the engine is asked for. Pure and immutable.
public final class RegistryMap {
  private final RegistrySettings settings;

  public RegistryMap(RegistrySettings settings) {
    this.settings = settings;
  }

  /// The request for an image. The registry is asked exactly when the name has a host after
  /// mapping; otherwise the engine's own image of that name is meant.
  ///
  /// Credentials belong to the place that is really asked: those of the host that was written are
  /// never shown to the one it is mapped to.
  public ImageRequest resolve(ImageReference reference) {
    Optional<RegistryMapping> mapping = reference.host().flatMap(this::mapping);
    ImageReference asked = mapping.map(found -> reference.at(found.target())).orElse(reference);
    Optional<RegistryCredentials> credentials =
        mapping
            .flatMap(RegistryMapping::credentials)
            .or(() -> asked.host().map(host -> settings.credentials().get(host)));
    boolean pull = asked.host().isPresent();
    return new ImageRequest(asked.toString(), pull, pull ? credentials : Optional.empty());
  }

  private Optional<RegistryMapping> mapping(String host) {
    return settings.mappings().stream()
        .filter(mapping -> mapping.host().equalsIgnoreCase(host))
        .findFirst();
  }
}
