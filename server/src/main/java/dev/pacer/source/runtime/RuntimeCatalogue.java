package dev.pacer.source.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The managed runtimes that `runtimes.yaml` lists, in its order. Immutable.
public final class RuntimeCatalogue {
  private static final String FILE = "/runtimes.yaml";

  private final List<ListedRuntime> runtimes;

  private RuntimeCatalogue(List<ListedRuntime> runtimes) {
    this.runtimes = List.copyOf(runtimes);
  }

  /// The catalogue that comes with this program.
  public static RuntimeCatalogue load() {
    try (InputStream stream =
        Objects.requireNonNull(RuntimeCatalogue.class.getResourceAsStream(FILE))) {
      return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// @param yaml in the form of `runtimes.yaml`, which explains itself
  /// @throws IllegalArgumentException when it is not, saying which entry and why
  public static RuntimeCatalogue parse(String yaml) {
    Object document;
    try {
      document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    } catch (YamlEngineException malformed) {
      throw new IllegalArgumentException(
          "The catalogue of runtimes is not YAML: " + malformed.getMessage(), malformed);
    }
    CatalogueEntry file = CatalogueEntry.of("The catalogue", document);
    List<String> tools = file.texts("tools");
    Map<String, CatalogueEntry> entries = file.entries("runtimes");
    file.refuseOthers();
    List<ListedRuntime> runtimes = new ArrayList<>();
    entries.forEach((name, entry) -> runtimes.add(entry.runtime(name, tools)));
    return new RuntimeCatalogue(runtimes);
  }

  /// All of them, in the order of the file.
  public List<ListedRuntime> all() {
    return runtimes;
  }

  /// A runtime of a language that has a version which another runtime of it lacks: many files ask for
  /// `python3` and a version that App Runner never had under that name.
  public Optional<ListedRuntime> withVersion(String language, Optional<String> version) {
    return runtimes.stream()
        .filter(runtime -> runtime.language().equals(language))
        .filter(runtime -> runtime.objection(version).isEmpty())
        .findFirst();
  }

  /// @param fileName the name in `apprunner.yaml`
  public Optional<ListedRuntime> find(String fileName) {
    return runtimes.stream().filter(runtime -> runtime.name().equals(fileName)).findFirst();
  }
}
