package dev.pacer.registry;

import dev.pacer.engine.RegistryCredentials;
import java.util.List;
import java.util.Map;

/// What the operator said about registries.
///
/// @param mappings which registries are taken from elsewhere; the first that fits wins
/// @param credentials what to show to a registry, by the host (with port) that is really asked
public record RegistrySettings(
    List<RegistryMapping> mappings, Map<String, RegistryCredentials> credentials) {

  /// Every registry is what its name says, and none wants credentials.
  public static final RegistrySettings NONE = new RegistrySettings(List.of(), Map.of());

  public RegistrySettings {
    mappings = List.copyOf(mappings);
    credentials = Map.copyOf(credentials);
  }
}
