package dev.pacer.source.git;

import java.util.regex.Pattern;

/// A commit.
///
/// @param id 40 hexadecimal digits in lower case
/// @param subject the first line of its message; empty when not known
/// @param author who wrote it; empty when not known
public record Commit(String id, String subject, String author) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");

  public Commit {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("A commit has 40 hexadecimal digits: " + id);
    }
  }

  /// A commit of which only the id is known.
  public static Commit of(String id) {
    return new Commit(id, "", "");
  }
}
