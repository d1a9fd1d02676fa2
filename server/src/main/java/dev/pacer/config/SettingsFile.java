package dev.pacer.config;

import dev.pacer.engine.RegistryCredentials;
import dev.pacer.registry.RegistryMapping;
import dev.pacer.registry.RegistrySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// What `pacer.yaml` says.
///
/// ```yaml
/// http-port: 80
/// registries:
///   123456789012.dkr.ecr.us-east-1.amazonaws.com:
///     target: localhost:5000
///     username: ci
///     password-file: /etc/pacer/registry-password
/// build-variables:
///   PIP_INDEX_URL: https://mirror.example.com/pypi
/// ```
///
/// @param scalars the top-level settings, by key
/// @param registries the `registries` section
/// @param buildVariables the `build-variables` section
record SettingsFile(
    Map<String, String> scalars, RegistrySettings registries, Map<String, String> buildVariables) {
  private static final SettingsFile NONE =
      new SettingsFile(Map.of(), RegistrySettings.NONE, Map.of());
  private static final long LARGEST = 1 << 20;
  private static final Set<String> REGISTRY_KEYS =
      Set.of("target", "username", "password", "password-file");

  static SettingsFile read(Optional<Path> named, Path usual) {
    Path file = named.orElse(usual);
    if (named.isEmpty() && !Files.exists(usual)) {
      return NONE;
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new SettingsException("The settings file " + file + " is larger than 1 MiB.");
      }
      return parse(
          file, new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    } catch (IOException unreadable) {
      throw new SettingsException("The settings file " + file + " cannot be read.", unreadable);
    } catch (YamlEngineException malformed) {
      throw new SettingsException(
          "The settings file " + file + " is not valid YAML: " + malformed.getMessage(), malformed);
    }
  }

  private static SettingsFile parse(Path file, @Nullable Object document) {
    if (document == null) {
      return NONE;
    }
    if (!(document instanceof Map<?, ?> settings)) {
      throw new SettingsException("The settings file " + file + " must be a mapping of keys.");
    }
    Map<String, String> scalars = new HashMap<>();
    RegistrySettings registries = RegistrySettings.NONE;
    Map<String, String> buildVariables = Map.of();
    for (Map.Entry<?, ?> entry : settings.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (key.equals("registries")) {
        registries = registries(entry.getValue());
      } else if (key.equals("build-variables")) {
        buildVariables = variables(entry.getValue());
      } else if (entry.getValue() instanceof Map || entry.getValue() instanceof List) {
        throw new SettingsException("The setting '" + key + "' must be a single value.");
      } else {
        scalars.put(key, String.valueOf(entry.getValue()));
      }
    }
    return new SettingsFile(scalars, registries, buildVariables);
  }

  private static Map<String, String> variables(@Nullable Object section) {
    if (!(section instanceof Map<?, ?> entries)) {
      throw new SettingsException(
          "The setting 'build-variables' must map names of variables to their values.");
    }
    Map<String, String> variables = new HashMap<>();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      String name = String.valueOf(entry.getKey());
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")
          || entry.getValue() instanceof Map
          || entry.getValue() instanceof List) {
        throw new SettingsException(
            "The setting 'build-variables' has '" + name + "', which is no variable with a value.");
      }
      variables.put(name, String.valueOf(entry.getValue()));
    }
    return variables;
  }

  private static RegistrySettings registries(@Nullable Object section) {
    if (!(section instanceof Map<?, ?> hosts)) {
      throw new SettingsException("The setting 'registries' must map registry hosts to settings.");
    }
    List<RegistryMapping> mappings = new ArrayList<>();
    Map<String, RegistryCredentials> credentials = new HashMap<>();
    for (Map.Entry<?, ?> entry : hosts.entrySet()) {
      String host = String.valueOf(entry.getKey());
      Map<String, String> registry = registry(host, entry.getValue());
      Optional<RegistryCredentials> login = credentials(host, registry);
      if (registry.containsKey("target")) {
        mappings.add(mapping(host, registry.getOrDefault("target", ""), login));
      } else {
        login.ifPresent(found -> credentials.put(host, found));
      }
    }
    return new RegistrySettings(mappings, credentials);
  }

  private static Map<String, String> registry(String host, @Nullable Object section) {
    if (!(section instanceof Map<?, ?> settings)) {
      throw new SettingsException("The registry '" + host + "' must have settings of its own.");
    }
    Map<String, String> registry = new HashMap<>();
    settings.forEach((key, value) -> registry.put(String.valueOf(key), String.valueOf(value)));
    for (String key : registry.keySet()) {
      if (!REGISTRY_KEYS.contains(key)) {
        throw new SettingsException(
            "Unknown setting: '"
                + key
                + "' of the registry '"
                + host
                + "'. Known are target,"
                + " username, password and password-file.");
      }
    }
    return registry;
  }

  private static RegistryMapping mapping(
      String host, String target, Optional<RegistryCredentials> login) {
    try {
      return new RegistryMapping(host, target, login);
    } catch (IllegalArgumentException malformed) {
      throw new SettingsException(
          "The registry '" + host + "' cannot be mapped: " + malformed.getMessage(), malformed);
    }
  }

  private static Optional<RegistryCredentials> credentials(
      String host, Map<String, String> registry) {
    String username = registry.get("username");
    if (username == null) {
      return Optional.empty();
    }
    String password = registry.get("password");
    String file = registry.get("password-file");
    if (password == null && file != null) {
      password = passwordFrom(host, Path.of(file));
    }
    if (password == null) {
      throw new SettingsException(
          "The registry '" + host + "' has a username but no password or password-file.");
    }
    return Optional.of(new RegistryCredentials(username, password));
  }

  private static String passwordFrom(String host, Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new SettingsException(
          "The password-file " + file + " of the registry '" + host + "' cannot be read.",
          unreadable);
    }
  }
}
