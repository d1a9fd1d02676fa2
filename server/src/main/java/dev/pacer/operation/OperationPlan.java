package dev.pacer.operation;

import dev.pacer.service.Service;
import java.time.Instant;
import java.util.List;

/// How one type of operation is done: its steps, and what the service is afterwards.
public interface OperationPlan {

  /// The steps in their order; the same list at every start of the server.
  List<Step> steps();

  /// Called before the first step; once more when the server died in it.
  default void begun(OperationRun run) {}

  /// The service when every step succeeded.
  Service succeeded(Service service, Instant now);

  /// The service and the operation's last status after a failure was unwound.
  Ending failed(Service service, Instant now);

  /// Called once the end is stored; once more when the server died in it.
  default void ended(OperationRun run) {}

  /// How an operation ended.
  record Ending(OperationStatus status, Service service) {}
}
