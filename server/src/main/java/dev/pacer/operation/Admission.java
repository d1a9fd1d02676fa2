package dev.pacer.operation;

/// Whether an operation could begin. Decided in the transaction that would begin it.
public sealed interface Admission {

  /// It began.
  record Admitted() implements Admission {}

  /// A living service has that name.
  record NameTaken() implements Admission {}

  /// The world has as many services as it may have.
  record QuotaReached() implements Admission {}

  /// A resource that the version uses was deleted meanwhile.
  record ReferenceGone(String arn) implements Admission {}

  /// The service is not in the state any more in which it was read.
  record ServiceChanged() implements Admission {}
}
