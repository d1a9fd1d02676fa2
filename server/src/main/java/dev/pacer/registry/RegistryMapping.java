package dev.pacer.registry;

import dev.pacer.engine.RegistryCredentials;
import java.util.Optional;

/// Says that images of one registry are really taken from another place.
///
/// @param host the registry as image names spell it, with its port when it has one
/// @param target where they are taken from: `host[:port]`, optionally with `/path` that is put
///     before the repository; the empty text means the images that the engine has itself
/// @param credentials what to show to the target; without them those that
///     [RegistrySettings#credentials()] has for the target's host are used
public record RegistryMapping(
    String host, String target, Optional<RegistryCredentials> credentials) {

  /// @throws IllegalArgumentException when the host or the target is not well-formed
  public RegistryMapping {
    ImageReference.requireHost(host, host);
    if (!target.isEmpty()) {
      int slash = target.indexOf('/');
      ImageReference.requireHost(target, slash < 0 ? target : target.substring(0, slash));
      if (slash >= 0) {
        ImageReference.path(target, target.substring(slash + 1));
      }
    }
  }
}
