package dev.pacer.source.runtime;

/// Dotted versions. Pure.
final class RuntimeVersions {
  private RuntimeVersions() {}

  /// Whether a version is the asked one, or one of those that the asked one is the beginning of:
  /// `18.20.8` is within `18.20`, and `18.2` is not.
  static boolean isWithin(String version, String asked) {
    return version.equals(asked) || version.startsWith(asked + ".");
  }
}
