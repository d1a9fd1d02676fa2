package dev.pacer.source.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// A mapping of the file: its known keys and where it is. Misspelt, misplaced and repeated keys become
/// problems when it is read.
final class Section {
  /// Where keys belong that people write in other places.
  private static final Map<String, String> HOMES =
      Map.of(
          "commands", "build",
          "pre-build", "build.commands",
          "post-build", "build.commands",
          "runtime-version", "run",
          "pre-run", "run",
          "command", "run",
          "network", "run",
          "secrets", "run",
          "port", "run.network");

  private final String path;
  private final int line;
  private final Map<String, Node> values;
  private final Problems problems;

  private Section(String path, int line, Map<String, Node> values, Problems problems) {
    this.path = path;
    this.line = line;
    this.values = values;
    this.problems = problems;
  }

  /// @param path of the section from the file's root, such as `run.network`; empty for the root
  /// @return empty when the node is not a mapping, which is then a problem
  static Optional<Section> of(Node node, String path, Set<String> known, Problems problems) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, mustBeMapping(path, known));
      return Optional.empty();
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        add(key, entry.getValueNode(), values, path, known, problems);
      } else {
        problems.add(entry.getKeyNode(), "A key must be a single text.");
      }
    }
    return Optional.of(new Section(path, Problems.line(node), values, problems));
  }

  private static void add(
      ScalarNode key,
      Node value,
      Map<String, Node> values,
      String path,
      Set<String> known,
      Problems problems) {
    String name = key.getValue();
    if (!known.contains(name) && isForeign(name, known)) {
      problems.note(
          key, "The key " + Problems.quote(full(path, name)) + " is not known and left aside.");
    } else if (!known.contains(name)) {
      problems.add(key, unknown(name, path, known));
    } else if (values.putIfAbsent(name, value) != null) {
      problems.add(
          key, "The key '" + full(path, name) + "' is there twice. Remove one of the two.");
    }
  }

  /// Whether nobody can have meant one of the known keys, here or elsewhere.
  private static boolean isForeign(String name, Set<String> known) {
    return !HOMES.containsKey(name) && Names.nearest(name, known).isEmpty();
  }

  /// Whether a key was written, with a value or without.
  boolean has(String key) {
    return values.containsKey(key);
  }

  /// The value of a key; a key without one counts as not written.
  Optional<Node> get(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !isNull(value));
  }

  /// The value of a key that must be there; that it is not is a problem.
  Optional<Node> required(String key, String advice) {
    Optional<Node> value = get(key);
    if (value.isEmpty()) {
      Node empty = values.get(key);
      String text =
          "The key '" + path(key) + "' " + (empty == null ? "is missing. " : "has no value. ");
      problems.add(
          empty == null ? (path.isEmpty() ? 0 : line) : Problems.line(empty), text + advice);
    }
    return value;
  }

  /// The text of a key's value as it was written.
  Optional<ScalarNode> scalar(String key) {
    return get(key).flatMap(this::scalar);
  }

  Optional<ScalarNode> scalar(Node value) {
    if (value instanceof ScalarNode scalar) {
      return Optional.of(scalar);
    }
    String key =
        values.entrySet().stream()
            .filter(entry -> entry.getValue().equals(value))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    problems.add(value, "The value of '" + path(key) + "' must be a single text.");
    return Optional.empty();
  }

  /// A mapping below this one.
  Optional<Section> section(String key, Set<String> known) {
    return get(key).flatMap(value -> of(value, path(key), known, problems));
  }

  String path(String key) {
    return full(path, key);
  }

  /// A value that was left out, however YAML spells that.
  static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && Set.of("", "~", "null", "Null", "NULL").contains(scalar.getValue());
  }

  private static String full(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String mustBeMapping(String path, Set<String> known) {
    String keys = String.join(", ", new TreeSet<>(known));
    return path.isEmpty()
        ? "The file must be a mapping with the keys " + keys + "."
        : "The value of '" + path + "' must be a mapping with the keys " + keys + ".";
  }

  private static String unknown(String name, String path, Set<String> known) {
    String home = HOMES.get(name);
    String what =
        "The key "
            + Problems.quote(name)
            + " is not known "
            + (path.isEmpty() ? "here" : "in " + path);
    return home == null || home.equals(path)
        ? what + ". " + Names.advice(name, new TreeSet<>(known))
        : what + ". It belongs in " + home + ".";
  }
}
