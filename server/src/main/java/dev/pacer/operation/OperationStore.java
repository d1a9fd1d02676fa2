package dev.pacer.operation;

import dev.pacer.service.Service;
import dev.pacer.service.Version;
import dev.pacer.support.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps operations and their journals, and moves services from state to state together with them.
///
/// Safe for any thread; every method is one transaction, durable when it returns.
public interface OperationStore {

  /// Writes a new service, its first version and the operation that creates it; nothing unless it is
  /// admitted.
  ///
  /// @param quota how many services a world may have
  Admission beginCreation(Service service, Version version, Operation operation, int quota);

  /// Writes an operation and the service's new state; nothing unless it is admitted.
  ///
  /// @param before the service as it was read
  /// @param after its state with the operation in progress
  /// @param newVersion the version that the operation deploys, when it makes one
  Admission begin(Service before, Service after, Optional<Version> newVersion, Operation operation);

  /// Writes an operation's progress.
  void save(Operation operation);

  /// Ends the operation and settles its service, in one step.
  void end(Operation ended, Service settled);

  Optional<Operation> find(String operationId);

  /// Operations that did not end, oldest first: what a restarted server goes on with.
  List<Operation> unfinished();

  /// A service's operations, newest first.
  ///
  /// @param after the key that the previous page ended with
  Page<Operation> list(String serviceId, Optional<String> after, int limit);

  /// Outputs of the steps that were completed, by step name.
  Map<String, String> completedSteps(String operationId);

  /// Notes in the journal that a step begins, so that it is undone even if it never completes.
  void stepBegun(String operationId, String step);

  /// Stores a step's output; from now on the step is not run again.
  void stepCompleted(String operationId, String step, String output);

  /// Names of the steps that were begun, completed or not.
  List<String> begunSteps(String operationId);
}
