package dev.pacer.cli;

/// The log of a command that tells its story in lines of its own.
final class CommandLog {
  private CommandLog() {}

  /// Leaves nothing but warnings of it. Takes effect when it is called before anything was logged.
  static void quiet() {
    System.setProperty("pacer.log.level", "WARN");
  }
}
