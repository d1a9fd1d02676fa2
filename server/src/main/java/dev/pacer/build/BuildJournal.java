package dev.pacer.build;

/// Is told how a build goes on, from one thread at a time.
public interface BuildJournal {

  /// A sentence for the service's event stream.
  void event(String text);

  /// A sentence for the deployment's log.
  void tell(String text);

  /// A line that a command of the repository wrote.
  void output(String line);
}
