package dev.pacer.engine;

/// Is told how a pull goes on.
@FunctionalInterface
public interface PullProgress {

  /// @param text a sentence for the person who waits
  void tell(String text);
}
