package dev.pacer.source.git;

import dev.pacer.source.git.GitException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which names a tree may hold. What some file system would take for `..`, for `.git` or for a path is
/// refused on every one: the files may be carried on.
final class TreeNames {
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 3_900;

  // What HFS+ ignores in a name; Git's own list.
  private static final Pattern IGNORABLE =
      Pattern.compile("[\\u200c-\\u200f\\u202a-\\u202e\\u206a-\\u206f\\ufeff]");
  // What NTFS ignores at a name's end, and its other spelling of `.git`.
  private static final Pattern TRAILING = Pattern.compile("[. ]+$");
  private static final Pattern SHORT_GIT = Pattern.compile("git~\\d+");

  private TreeNames() {}

  /// The name of one entry of a tree.
  ///
  /// @throws GitException when it is none that is written
  static String checked(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > LONGEST_NAME) {
      throw hostile("a name of " + bytes.length + " bytes");
    }
    String name = decoded(bytes);
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw hostile("a name with control characters");
    }
    if (name.indexOf('/') >= 0) {
      throw hostile("the name " + name + ", which is a path");
    }
    for (String part : name.split("\\\\", -1)) {
      if (isHostile(part)) {
        throw hostile("the name " + name);
      }
    }
    return name;
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw hostile("a name that is not UTF-8");
    }
  }

  private static boolean isHostile(String part) {
    String seen = IGNORABLE.matcher(part).replaceAll("").toLowerCase(Locale.ROOT);
    int stream = seen.indexOf(':');
    String name = stream < 0 ? seen : seen.substring(0, stream);
    if (name.equals(".") || name.equals("..")) {
      return true;
    }
    String bare = TRAILING.matcher(name).replaceAll("");
    return bare.equals(".git") || SHORT_GIT.matcher(bare).matches();
  }

  /// Joins a path's parts.
  ///
  /// @throws GitException when it becomes too long to be written
  static String path(String parent, String name) {
    String path = parent.isEmpty() ? name : parent + "/" + name;
    if (path.length() > LONGEST_PATH) {
      throw hostile("a path of " + path.length() + " characters");
    }
    return path;
  }

  static GitException hostile(String what) {
    return new GitException(
        Kind.HOSTILE_TREE,
        "The repository holds "
            + what
            + ", which is not written. Take it out of the repository and its commit.");
  }
}
