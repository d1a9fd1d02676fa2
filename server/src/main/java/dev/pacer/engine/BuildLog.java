package dev.pacer.engine;

/// Is told what a build writes, line by line and as it comes, from one thread at a time.
@FunctionalInterface
public interface BuildLog {

  /// @param line without its line break, of bounded length
  void line(String line);
}
