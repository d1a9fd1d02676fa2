package dev.pacer.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Splits a start command into the arguments of a process. App Runner runs a start command without a
/// shell; quotes and backslashes group and escape as they do in one, and nothing is expanded: `$PORT`,
/// `*` and `&&` are arguments like any other. Pure.
public final class CommandLine {
  private final String text;
  private final List<String> arguments = new ArrayList<>();
  private final StringBuilder current = new StringBuilder();
  private boolean inArgument;
  private int position;

  private CommandLine(String text) {
    this.text = text;
  }

  /// The arguments of a command, empty for a blank one. With a quote that is never closed, or a
  /// backslash at the end, quotes mean nothing and the command is split at its blanks.
  public static List<String> split(String command) {
    if (command.isBlank()) {
      return List.of();
    }
    return new CommandLine(command)
        .arguments()
        .orElseGet(() -> List.of(command.strip().split("\\s+")));
  }

  private Optional<List<String>> arguments() {
    while (position < text.length()) {
      char character = text.charAt(position++);
      boolean complete =
          switch (character) {
            case '\'' -> single();
            case '"' -> doubled();
            case '\\' -> escaped();
            default -> plain(character);
          };
      if (!complete) {
        return Optional.empty();
      }
    }
    endArgument();
    return Optional.of(List.copyOf(arguments));
  }

  private boolean plain(char character) {
    if (Character.isWhitespace(character)) {
      endArgument();
    } else {
      append(character);
    }
    return true;
  }

  private boolean single() {
    int end = text.indexOf('\'', position);
    if (end < 0) {
      return false;
    }
    inArgument = true;
    current.append(text, position, end);
    position = end + 1;
    return true;
  }

  private boolean doubled() {
    inArgument = true;
    while (position < text.length()) {
      char character = text.charAt(position++);
      if (character == '"') {
        return true;
      }
      if (character == '\\' && position < text.length()) {
        char next = text.charAt(position++);
        // Between double quotes a shell's backslash is itself before any other character.
        if ("\"\\$`".indexOf(next) >= 0) {
          append(next);
        } else if (next != '\n') {
          append('\\');
          append(next);
        }
      } else {
        append(character);
      }
    }
    return false;
  }

  private boolean escaped() {
    if (position == text.length()) {
      return false;
    }
    char next = text.charAt(position++);
    if (next != '\n') {
      append(next);
    }
    return true;
  }

  private void append(char character) {
    inArgument = true;
    current.append(character);
  }

  private void endArgument() {
    if (inArgument) {
      arguments.add(current.toString());
      current.setLength(0);
      inArgument = false;
    }
  }
}
