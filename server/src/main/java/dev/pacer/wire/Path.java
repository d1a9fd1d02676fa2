package dev.pacer.wire;

import org.jspecify.annotations.Nullable;

/// Where a value stands in a request, for example `tags.1.member.key`. A chain, so that walking
/// without problems builds no texts.
record Path(@Nullable Path parent, String name) {

  private static final int NAME_LIMIT = 128;

  /// The top of a request.
  static final Path ROOT = new Path(null, "");

  /// The path of a structure's member.
  Path member(String memberName) {
    return new Path(name.isEmpty() ? null : this, memberName);
  }

  /// The path of a list's element; counted from one.
  Path element(int index) {
    return new Path(this, (index + 1) + ".member");
  }

  /// The path of a map's value; a sensitive key is hidden.
  Path value(String key, boolean hidden) {
    return new Path(this, (hidden ? "***" : Text.cut(key, NAME_LIMIT)) + ".member");
  }

  @Override
  public String toString() {
    return parent == null ? name : parent + "." + name;
  }
}
