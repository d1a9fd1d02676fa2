package dev.pacer.source.configuration;

import java.util.List;

/// How a source tree is built and run was not said in a usable way. Each problem is a sentence or two
/// for the tree's author: where it is, what is wrong, and what to do.
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // The copy is a list that can be serialized.
  @SuppressWarnings("serial")
  private final List<String> problems;

  /// @param problems one or more, in the order of the file's lines
  public ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /// All that is wrong, such as `apprunner.yaml line 2: The runtime 'python3.11' is not known. Did you
  /// mean 'python311'?`
  public List<String> problems() {
    return problems;
  }
}
