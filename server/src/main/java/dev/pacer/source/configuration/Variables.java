package dev.pacer.source.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A list of variables: plain ones with a `value`, secrets with a `value-from`.
final class Variables {
  static final int MOST = 500;

  private final String path;
  private final String valueKey;
  private final String port;
  private final Problems problems;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private Variables(String path, String valueKey, String port, Problems problems) {
    this.path = path;
    this.valueKey = valueKey;
    this.port = port;
    this.problems = problems;
  }

  /// `build.env`, in its order.
  static Map<String, String> ofBuild(Optional<Node> value, Problems problems) {
    return new Variables("build.env", "value", "", problems).read(value);
  }

  /// `run.env`, in its order.
  ///
  /// @param port of the application: to set `PORT` to it says nothing new and is common
  static Map<String, String> ofApplication(Optional<Node> value, int port, Problems problems) {
    return new Variables("run.env", "value", String.valueOf(port), problems).read(value);
  }

  /// `run.secrets`, in their order.
  static Map<String, String> ofSecrets(Optional<Node> value, Problems problems) {
    return new Variables("run.secrets", "value-from", "", problems).read(value);
  }

  /// Why a variable cannot be called so, with what to do; empty when it can. The rules are those of the
  /// API for the same variables.
  static Optional<String> objection(String name) {
    if (name.equals("PORT")) {
      return Optional.of(
          "The variable 'PORT' is reserved. Remove it: it is always set, to run.network.port.");
    }
    if (name.startsWith("AWSAPPRUNNER")) {
      return Optional.of(
          "The variable "
              + Problems.quote(name)
              + " is reserved, like all that begin with AWSAPPRUNNER. Choose another name.");
    }
    boolean possible =
        !name.isEmpty()
            && name.codePoints()
                .noneMatch(point ->
                    point == '=' || Character.isWhitespace(point) || Character.isISOControl(point));
    return possible
        ? Optional.empty()
        : Optional.of(
            Problems.quote(name)
                + " cannot be the name of a variable. Use letters, digits and underscores.");
  }

  private Map<String, String> read(Optional<Node> value) {
    value.ifPresent(this::all);
    return variables;
  }

  private void all(Node value) {
    int size =
        switch (value) {
          case SequenceNode list -> list.getValue().size();
          case MappingNode mapping -> mapping.getValue().size();
          default -> -1;
        };
    if (size < 0) {
      problems.add(
          value, "The value of '" + path + "' must be a list of name and " + valueKey + ".");
    } else if (size > MOST) {
      problems.add(value, "There are more than 500 variables in '" + path + "'. Have fewer.");
    } else if (value instanceof SequenceNode list) {
      list.getValue().forEach(this::entry);
    } else if (value instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::pair);
    }
  }

  private void entry(Node item) {
    Set<String> keys = Set.of("name", valueKey);
    if (!(item instanceof MappingNode)) {
      problems.add(item, "Each entry of '" + path + "' must have name and " + valueKey + ".");
      return;
    }
    Optional<Section> entry = Section.of(item, path, keys, problems);
    if (entry.isEmpty()) {
      return;
    }
    Optional<ScalarNode> name =
        entry.get().required("name", "Each variable needs one.").flatMap(entry.get()::scalar);
    Optional<String> value = value(entry.get());
    if (name.isPresent() && value.isPresent()) {
      put(name.get(), value.get());
    }
  }

  private Optional<String> value(Section entry) {
    if (valueKey.equals("value")) {
      return entry.has("value") && entry.get("value").isEmpty()
          ? Optional.of("")
          : entry
              .required("value", "Write 'value: \"\"' for an empty one.")
              .flatMap(entry::scalar)
              .map(ScalarNode::getValue);
    }
    return entry
        .required(valueKey, "Write the ARN of a secret or parameter, or a parameter's name.")
        .flatMap(entry::scalar)
        .map(scalar -> scalar.getValue().strip());
  }

  private void pair(NodeTuple pair) {
    if (pair.getKeyNode() instanceof ScalarNode name
        && pair.getValueNode() instanceof ScalarNode value) {
      put(name, Section.isNull(value) ? "" : value.getValue());
    } else {
      problems.add(
          pair.getKeyNode(),
          "The value of '" + path + "' must be a list of name and " + valueKey + ".");
    }
  }

  private void put(ScalarNode at, String value) {
    String name = at.getValue().strip();
    Optional<String> objection = objection(name);
    if (name.equals("PORT") && value.strip().equals(port)) {
      return;
    }
    if (objection.isPresent()) {
      problems.add(at, objection.get());
    } else if (value.indexOf('\0') >= 0) {
      problems.add(at, "The value of " + Problems.quote(name) + " contains a NUL. Remove it.");
    } else if (variables.putIfAbsent(name, value) != null) {
      problems.add(
          at,
          "The variable "
              + Problems.quote(name)
              + " is twice in '"
              + path
              + "'. Remove one of the two.");
    }
  }
}
