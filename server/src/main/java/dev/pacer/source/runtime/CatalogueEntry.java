package dev.pacer.source.runtime;

import dev.pacer.source.configuration.ManagedRuntime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A mapping of `runtimes.yaml` while it is read: what was not taken from it in the end is unknown.
final class CatalogueEntry {
  private final String path;
  private final Map<String, Object> rest;

  private CatalogueEntry(String path, Map<String, Object> rest) {
    this.path = path;
    this.rest = rest;
  }

  static CatalogueEntry of(String path, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> mapping)) {
      throw new IllegalArgumentException(path + " must be a mapping.");
    }
    Map<String, Object> rest = new LinkedHashMap<>();
    mapping.forEach((key, item) -> rest.put(String.valueOf(key), item));
    return new CatalogueEntry(path, rest);
  }

  /// The entry as a runtime.
  ///
  /// @param tools Debian packages of every local image
  ListedRuntime runtime(String name, List<String> tools) {
    Optional<String> unavailable = optionalText("unavailable");
    if (unavailable.isPresent() == rest.containsKey("local")) {
      throw new IllegalArgumentException(path + " must have either 'local' or 'unavailable'.");
    }
    ListedRuntime runtime =
        new ListedRuntime(
            name,
            text("title"),
            text("language"),
            kind(),
            text("default-version"),
            pattern("accepts"),
            text("image"),
            optionalText("pinned-image"),
            unavailable.isPresent() ? Optional.empty() : Optional.of(recipe(tools)),
            unavailable,
            variables("environment"),
            texts("caches"));
    refuseOthers();
    return runtime;
  }

  private LocalRecipe recipe(List<String> tools) {
    CatalogueEntry local = of(path + ".local", rest.remove("local"));
    List<String> debian = new ArrayList<>(tools);
    debian.addAll(local.texts("debian"));
    LocalRecipe recipe =
        new LocalRecipe(
            local.text("version"),
            local.optionalText("note"),
            debian,
            local.texts("npm"),
            local.texts("pip"),
            local.texts("setup"));
    local.refuseOthers();
    return recipe;
  }

  String text(String key) {
    return optionalText(key)
        .orElseThrow(() -> new IllegalArgumentException(path + " lacks '" + key + "'."));
  }

  Optional<String> optionalText(String key) {
    Object value = rest.remove(key);
    if (value == null) {
      return Optional.empty();
    }
    // A number would have lost its zeros: 3.10 is 3.1.
    if (!(value instanceof String text) || text.isBlank()) {
      throw new IllegalArgumentException(
          path + "." + key + " must be a text, in quotes if need be.");
    }
    return Optional.of(text.strip());
  }

  List<String> texts(String key) {
    Object value = rest.remove(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException(path + "." + key + " must be a list.");
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String text)) {
        throw new IllegalArgumentException(path + "." + key + " must be a list of texts.");
      }
      texts.add(text);
    }
    return texts;
  }

  Map<String, CatalogueEntry> entries(String key) {
    Map<String, CatalogueEntry> entries = new LinkedHashMap<>();
    CatalogueEntry mapping = of(path + "." + key, rest.remove(key));
    mapping.rest.forEach(
        (name, value) -> entries.put(name, of("The runtime '" + name + "'", value)));
    return entries;
  }

  void refuseOthers() {
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(path + " has unknown keys: " + rest.keySet() + ".");
    }
  }

  private Map<String, String> variables(String key) {
    if (!rest.containsKey(key)) {
      return Map.of();
    }
    CatalogueEntry mapping = of(path + "." + key, rest.remove(key));
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : List.copyOf(mapping.rest.keySet())) {
      variables.put(name, mapping.text(name));
    }
    return variables;
  }

  private ManagedRuntime.Kind kind() {
    String written = text("kind");
    try {
      return ManagedRuntime.Kind.valueOf(written.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          path + ".kind must be original or revised, not '" + written + "'.", unknown);
    }
  }

  private Pattern pattern(String key) {
    try {
      return Pattern.compile(text(key));
    } catch (PatternSyntaxException malformed) {
      throw new IllegalArgumentException(
          path + "." + key + " is not a regular expression: " + malformed.getMessage(), malformed);
    }
  }
}
