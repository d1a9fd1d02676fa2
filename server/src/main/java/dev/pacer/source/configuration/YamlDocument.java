package dev.pacer.source.configuration;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// Text to the tree of one YAML document. Scalars keep their source text, and aliases are references
/// into the tree, never copies; depth and number of aliases are bounded before the tree is made.
final class YamlDocument {
  static final int DEEPEST = 20;
  static final int MOST_ALIASES = 100;

  private YamlDocument() {}

  /// @throws ConfigurationException when the text is not one YAML document within the bounds
  static Node compose(String text) {
    // What the engine would refuse without a line is refused here and by the sections with one.
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(ConfigurationFile.NAME)
            .setMaxAliasesForCollections(MOST_ALIASES + 1)
            .setAllowNonScalarKeys(true)
            .build();
    try {
      checkBounds(new Parse(settings).parseString(text));
      return new Compose(settings)
          .composeString(text)
          .orElseThrow(() ->
              Problems.only(
                  0, "The file is empty. Write at least version, runtime, build and run."));
    } catch (ReaderException character) {
      throw Problems.only(
          lineOf(text, character.getPosition()),
          "There is a control character, which YAML does not allow. Remove it.");
    } catch (MarkedYamlEngineException malformed) {
      throw malformed(text, malformed);
    } catch (YamlEngineException malformed) {
      throw Problems.only(0, "This is not YAML: " + malformed.getMessage());
    }
  }

  private static void checkBounds(Iterable<Event> events) {
    int depth = 0;
    int aliases = 0;
    int documents = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Alias -> aliases++;
        case DocumentStart -> documents++;
        default -> {}
      }
      if (depth > DEEPEST) {
        throw Problems.only(
            line(event), "Values are nested deeper than 20 levels. Nest them less.");
      }
      if (aliases > MOST_ALIASES) {
        throw Problems.only(line(event), "There are more than 100 aliases. Write the values out.");
      }
      if (documents > 1) {
        throw Problems.only(
            line(event), "A second YAML document begins here. Keep one, without '---' in between.");
      }
    }
  }

  private static ConfigurationException malformed(String text, MarkedYamlEngineException cause) {
    Optional<Mark> mark = cause.getProblemMark().or(cause::getContextMark);
    int line = mark.map(Mark::getLine).orElse(-1) + 1;
    String written = line == 0 ? "" : text.lines().skip(line - 1L).findFirst().orElse("");
    if (written.isBlank() ? written.contains("\t") : indentation(written).contains("\t")) {
      return Problems.only(line, "The line is indented with a tab. Indent with blanks.");
    }
    if (written.stripLeading().startsWith("@") || written.contains(": @")) {
      return Problems.only(line, "A value that begins with '@' must be in quotes.");
    }
    String reason = cause.getProblem() == null ? "it is malformed" : cause.getProblem();
    return Problems.only(
        line,
        "This is not YAML: "
            + reason.replaceAll("\\s+", " ")
            + ". Check the indentation, and put values with special characters in quotes.");
  }

  private static String indentation(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  /// @param position counted in code points
  private static int lineOf(String text, int position) {
    return 1
        + (int)
            text.codePoints().limit(Math.max(0, position)).filter(point -> point == '\n').count();
  }
}
