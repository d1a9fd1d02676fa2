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

  /// What was begun.
  ///
  /// @param service the service in its new state
  public record Begun(Service service, String operationId) {}

  /// Begins to create a service.
  ///
  /// @param service makes the new service's row from its operation's id
  /// @return empty when a living service has that name
  public Optional<Begun> create(Function<String, Service> service, Version version) {
    String operationId = Identifiers.hex32();
    Service created = service.apply(operationId);
    Operation operation =
        Operation.pending(
            operationId, created.id(), OperationType.CREATE_SERVICE, created.createdAt());
    if (!operations.beginCreation(created, version, operation)) {
      return Optional.empty();
    }
    runner.submit(operationId);
    return Optional.of(new Begun(created, operationId));
  }

  /// Begins an operation on a service in the state in which it was read.
  ///
  /// @param newVersion the version to deploy; empty to stay with the one the service shows
  /// @return empty when the service changed in the meantime
  public Optional<Begun> begin(
      Service before, Settled from, OperationType type, Optional<Version> newVersion) {
    Instant now = clock.instant();
    String operationId = Identifiers.hex32();
    Service after = before.with(from.begin(operationId), now);
    Service showing = newVersion.map(version -> after.showing(version.number())).orElse(after);
    Operation operation = Operation.pending(operationId, before.id(), type, now);
    if (!operations.begin(before, showing, newVersion, operation)) {
      return Optional.empty();
    }
    runner.submit(operationId);
    return Optional.of(new Begun(showing, operationId));
  }
}
