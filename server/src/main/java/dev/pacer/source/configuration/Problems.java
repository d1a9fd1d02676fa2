package dev.pacer.source.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// Gathers what is wrong with one file, so that its author hears of all of it at once.
final class Problems {
  private static final int MOST = 50;
  private static final int LONGEST_QUOTE = 60;

  private record Problem(int line, String text) {}

  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> notes = new ArrayList<>();

  /// @param line from 1; 0 for the file as a whole
  void add(int line, String text) {
    problems.add(new Problem(line, text));
  }

  void add(Node at, String text) {
    add(line(at), text);
  }

  /// Something that is no reason to refuse the file.
  void note(Node at, String text) {
    notes.add(new Problem(line(at), text));
  }

  /// What was noted, in the order of the lines; never many.
  List<String> notes() {
    return notes.stream()
        .sorted(Comparator.comparingInt(Problem::line))
        .limit(MOST)
        .map(Problems::text)
        .toList();
  }

  boolean any() {
    return !problems.isEmpty();
  }

  ConfigurationException exception() {
    List<String> texts =
        new ArrayList<>(
            problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .limit(MOST)
                .map(Problems::text)
                .toList());
    if (problems.size() > MOST) {
      texts.add(
          ConfigurationFile.NAME + ": There are " + (problems.size() - MOST) + " more problems.");
    }
    return new ConfigurationException(texts);
  }

  static ConfigurationException only(int line, String text) {
    Problems problems = new Problems();
    problems.add(line, text);
    return problems.exception();
  }

  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }

  /// A piece of the file for a message: on one line, short, in quotes.
  static String quote(String text) {
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
        ? "'" + line + "'"
        : "'" + line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "...'";
  }

  private static String text(Problem problem) {
    String where = problem.line == 0 ? "" : " line " + problem.line;
    return ConfigurationFile.NAME + where + ": " + problem.text;
  }
}
