package dev.pacer.reconcile;

/// Compares what is with what should be, and does what closes the gap.
///
/// A run takes no input: acting on a hint would split the code into a common and a rare path. It is
/// idempotent, and it does not retry inside; the next run is the retry.
public interface Reconciler {

  /// For logs and the operator.
  String name();

  void reconcile() throws InterruptedException;
}
