package dev.pacer.source.git;

/// Hears what a check-out does, as lines for a person. Called from the thread that fetches.
@FunctionalInterface
public interface GitProgress {
  void tell(String line);
}
