package dev.pacer.engine.docker;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A pattern for paths: `*` and `?` stay within a folder, `**` does not, `[a-z]` and `[^a-z]` are one
/// character, a backslash takes away what the next character means.
///
/// All ways to match are followed at once, so that no pattern can take more time than its length times
/// that of the path: it comes from a repository that anybody may have written.
final class GlobPattern {
  private enum Kind {
    CHARACTER,
    SOME_OF_FOLDER,
    ANYTHING,
    FOLDERS
  }

  /// @param set for `CHARACTER`: pairs of first and last
  private record Token(Kind kind, String set, boolean negated) {
    boolean takes(char c) {
      boolean found = false;
      for (int i = 0; i < set.length(); i += 2) {
        found |= c >= set.charAt(i) && c <= set.charAt(i + 1);
      }
      return found != negated && (c != '/' || !negated);
    }
  }

  private final List<Token> tokens;

  private GlobPattern(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// @throws IllegalArgumentException when a bracket is not closed, or a backslash ends it
  static GlobPattern of(String pattern) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < pattern.length()) {
      at = read(pattern, at, tokens);
    }
    return new GlobPattern(List.copyOf(tokens));
  }

  boolean matches(String path) {
    BitSet states = new BitSet();
    enter(states, 0);
    for (int i = 0; i < path.length() && !states.isEmpty(); i++) {
      BitSet next = new BitSet();
      for (int state = states.nextSetBit(0); state >= 0; state = states.nextSetBit(state + 1)) {
        step(state, path.charAt(i), next);
      }
      states = next;
    }
    return states.get(tokens.size());
  }

  private void step(int state, char c, BitSet next) {
    if (state == tokens.size()) {
      return;
    }
    Token token = tokens.get(state);
    switch (token.kind()) {
      case CHARACTER -> {
        if (token.takes(c)) {
          enter(next, state + 1);
        }
      }
      case SOME_OF_FOLDER -> {
        if (c != '/') {
          enter(next, state);
        }
      }
      case ANYTHING -> enter(next, state);
      case FOLDERS -> {
        // It is left after a slash only, or at once; so it is not entered anew here.
        next.set(state);
        if (c == '/') {
          enter(next, state + 1);
        }
      }
    }
  }

  /// What can match nothing is passed at once.
  private void enter(BitSet states, int state) {
    int last = state;
    while (last < tokens.size() && tokens.get(last).kind() != Kind.CHARACTER) {
      states.set(last++);
    }
    states.set(last);
  }

  private static int read(String pattern, int at, List<Token> tokens) {
    return switch (pattern.charAt(at)) {
      case '*' -> readStars(pattern, at, tokens);
      case '?' -> {
        tokens.add(new Token(Kind.CHARACTER, "", true));
        yield at + 1;
      }
      case '[' -> readSet(pattern, at + 1, tokens);
      case '\\' -> readCharacter(pattern, at + 1, tokens);
      default -> readCharacter(pattern, at, tokens);
    };
  }

  private static int readStars(String pattern, int at, List<Token> tokens) {
    int end = at;
    while (end < pattern.length() && pattern.charAt(end) == '*') {
      end++;
    }
    if (end - at == 1) {
      tokens.add(new Token(Kind.SOME_OF_FOLDER, "", false));
      return end;
    }
    boolean folders = end < pattern.length() && pattern.charAt(end) == '/';
    tokens.add(new Token(folders ? Kind.FOLDERS : Kind.ANYTHING, "", false));
    return folders ? end + 1 : end;
  }

  private static int readSet(String pattern, int start, List<Token> tokens) {
    boolean negated = pattern.startsWith("^", start);
    StringBuilder set = new StringBuilder();
    int at = negated ? start + 1 : start;
    do {
      at = pattern.startsWith("\\", at) ? at + 1 : at;
      char first = character(pattern, at);
      char last = first;
      at++;
      if (pattern.startsWith("-", at) && !pattern.startsWith("-]", at)) {
        last = character(pattern, at + 1);
        at += 2;
      }
      set.append(first).append(last);
    } while (character(pattern, at) != ']');
    tokens.add(new Token(Kind.CHARACTER, set.toString(), negated));
    return at + 1;
  }

  private static int readCharacter(String pattern, int at, List<Token> tokens) {
    char c = character(pattern, at);
    tokens.add(new Token(Kind.CHARACTER, String.valueOf(new char[] {c, c}), false));
    return at + 1;
  }

  private static char character(String pattern, int at) {
    if (at >= pattern.length()) {
      throw new IllegalArgumentException("\"%s\" is not a whole pattern.".formatted(pattern));
    }
    return pattern.charAt(at);
  }
}
