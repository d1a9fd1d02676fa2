package dev.pacer.source.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The list of commands of a phase.
final class Commands {
  static final int MOST = 200;

  private Commands() {}

  /// @param path of the list, for problems
  static List<String> read(Optional<Node> value, String path, Problems problems) {
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof ScalarNode single) {
      return command(single, path, problems).stream().toList();
    }
    if (!(value.get() instanceof SequenceNode list)) {
      problems.add(
          value.get(), "The value of '" + path + "' must be a list of commands, each after '- '.");
      return List.of();
    }
    if (list.getValue().size() > MOST) {
      problems.add(
          list, "There are more than 200 commands in '" + path + "'. Move them into a script.");
      return List.of();
    }
    List<String> commands = new ArrayList<>();
    for (Node item : list.getValue()) {
      command(item, path, problems).ifPresent(commands::add);
    }
    return commands;
  }

  private static Optional<String> command(Node item, String path, Problems problems) {
    if (item instanceof ScalarNode scalar) {
      if (scalar.getValue().indexOf('\0') >= 0) {
        problems.add(item, "A command in '" + path + "' contains a NUL. Remove it.");
      }
      return Section.isNull(scalar) || scalar.getValue().isBlank()
          ? Optional.empty()
          : Optional.of(scalar.getValue().strip());
    }
    problems.add(
        item,
        "A command in '"
            + path
            + "' is not a text. Put commands that contain ': ', '{' or '[' in quotes.");
    return Optional.empty();
  }
}
