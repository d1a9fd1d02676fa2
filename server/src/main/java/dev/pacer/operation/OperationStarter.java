package dev.pacer.operation;

import dev.pacer.service.Lifecycle.Settled;
import dev.pacer.service.Service;
import dev.pacer.service.Version;
import dev.pacer.support.Identifiers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// Begins operations: writes them together with the service's new state, then hands them to the
/// runner. What was accepted here survives a crash at any point.
public final class OperationStarter {
  private final OperationStore operations;
  private final OperationRunner runner;
  private final InstantSource clock;

  public OperationStarter(OperationStore operations, OperationRunner runner, InstantSource clock) {
    this.operations = operations;
    this.runner = runner;
    this.clock = clock;
  }

  /// What became of the wish to begin.
  public sealed interface Beginning {}

  /// It was begun.
  ///
  /// @param service the service in its new state
  public record Begun(Service service, String operationId) implements Beginning {}

  /// It was not, and nothing changed.
  public record Refused(Admission reason) implements Beginning {}

  /// Begins to create a service.
  ///
  /// @param service makes the new service's row from its operation's id
  /// @param quota how many services a world may have
  public Beginning create(Function<String, Service> service, Version version, int quota) {
    String operationId = Identifiers.hex32();
    Service created = service.apply(operationId);
    Operation operation =
        Operation.pending(
            operationId, created.id(), OperationType.CREATE_SERVICE, created.createdAt());
    return begun(
        operations.beginCreation(created, version, operation, quota), created, operationId);
  }

  /// Begins an operation on a service in the state in which it was read.
  ///
  /// @param newVersion the version to deploy; empty to stay with the one the service shows
  public Beginning begin(
      Service before, Settled from, OperationType type, Optional<Version> newVersion) {
    Instant now = clock.instant();
    String operationId = Identifiers.hex32();
    Service after = before.with(from.begin(operationId), now);
    Service showing = newVersion.map(version -> after.showing(version.number())).orElse(after);
    Operation operation = Operation.pending(operationId, before.id(), type, now);
    return begun(operations.begin(before, showing, newVersion, operation), showing, operationId);
  }

  private Beginning begun(Admission admission, Service service, String operationId) {
    if (!(admission instanceof Admission.Admitted)) {
      return new Refused(admission);
    }
    runner.submit(operationId);
    return new Begun(service, operationId);
  }
}
