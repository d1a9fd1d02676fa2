package dev.pacer.operation;

/// One named step of an operation.
///
/// Both methods are idempotent: after a crash the step that was under way is run, or undone, again.
/// They block and run on the operation's own virtual thread; an interrupt means that the server
/// stops or the operation is cancelled, and the step is left as it is, to be resumed or undone.
public interface Step {

  /// Unique within its plan, and stable across releases: the journal keeps it.
  String name();

  /// Does the step.
  ///
  /// @return what later steps or a later look want to know of it; may be empty
  /// @throws StepFailedException when the step cannot succeed; the operation then unwinds
  String run(OperationRun run) throws InterruptedException;

  /// Takes back what [#run] did, completely or in part or not at all.
  default void undo(OperationRun run) throws InterruptedException {}

  /// Whether this step changes what clients see, so that the operation is not cancelled any more once
  /// it has begun.
  default boolean isIrrevocable() {
    return false;
  }

  /// Whether what this step has done so far cannot be taken back, not even after a failure: a fault
  /// of our own is then never the operation's failure, and the step is run again until it succeeds.
  default boolean hasNoWayBack(OperationRun run) {
    return false;
  }
}
