package dev.pacer.operation;

import dev.pacer.service.Service;
import dev.pacer.service.Version;
import dev.pacer.support.Page;
import java.util.List;
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

  /// Writes an operation and the service's new state; nothing unless it is admitted. A deployment
  /// that waits for the service is forgotten when this is one.
  ///
  /// @param before the service as it was read
  /// @param after its state with the operation in progress
  /// @param newVersion the version that the operation deploys, when it makes one
  Admission begin(Service before, Service after, Optional<Version> newVersion, Operation operation);

  /// Takes an operation that did not end, or of whose end nobody was told, for this server, unless
  /// another living one has it. It may be taken again: the database may fail between the claim and its
  /// answer.
  ///
  /// @param memberId a member of the cluster
  Optional<Journal> claim(String operationId, String memberId);

  Optional<Operation> find(String operationId);

  /// Operations that did not end, or of whose end nobody was told, and that no living server has,
  /// oldest first.
  List<Operation> unclaimed();

  /// Operations of this server that somebody asked to cancel.
  List<String> cancelled(String memberId);

  /// Asks to cancel an operation, whichever server runs it.
  Cancellation cancel(String operationId);

  /// A service's operations, newest first.
  ///
  /// @param after the key that the previous page ended with
  Page<Operation> list(String serviceId, Optional<String> after, int limit);

  /// What a step that is complete has put out; empty for one that is not.
  Optional<String> output(String operationId, String step);

  /// Remembers a deployment to be run when the service is free, in place of an older one.
  void remember(WaitingDeployment deployment);

  List<WaitingDeployment> waiting();

  /// Forgets a deployment, unless a newer one took its place.
  void forget(WaitingDeployment deployment);
}
