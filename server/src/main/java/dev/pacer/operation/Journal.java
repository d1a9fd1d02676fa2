package dev.pacer.operation;

import dev.pacer.service.Service;
import java.util.List;
import java.util.Map;

/// The journal of one operation in the hands of the server that claimed it. What it writes is durable
/// when a method returns.
///
/// Every write throws [ClaimLostException], and writes nothing, when another server has claimed the
/// operation meanwhile: a server that was suspended and wakes up cannot spoil what its successor does.
public interface Journal {

  /// The operation as it is stored now.
  Operation operation();

  /// Writes the operation's progress.
  void save(Operation operation);

  /// Notes that a step begins, so that it is undone even if it never completes.
  ///
  /// @return false, and nothing is noted, when somebody asked to cancel the operation
  boolean begin(Step step);

  /// Stores a step's output; from now on the step is not run again.
  void complete(Step step, String output);

  /// Outputs of the steps that were completed, by step name.
  Map<String, String> completed();

  /// Names of the steps that were begun, completed or not.
  List<String> begun();

  /// Ends the operation and settles its service, in one step. What follows from the end is still to be
  /// done until [#told].
  void end(Operation ended, Service settled);

  /// Notes that nothing is left to do.
  void told();
}
