package dev.pacer.store;

import dev.pacer.operation.ClaimLostException;
import dev.pacer.support.UnavailableException;
import java.util.Optional;

/// Looks for the exception behind an exception.
final class Causes {
  private Causes() {}

  /// The outermost exception of that type.
  static <E extends Throwable> Optional<E> find(Throwable failure, Class<E> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  /// The failure itself when it is a word of ours, which passes through a transaction unchanged.
  static Optional<RuntimeException> ours(Throwable failure) {
    return failure instanceof StoreException
            || failure instanceof UnavailableException
            || failure instanceof ClaimLostException
        ? Optional.of((RuntimeException) failure)
        : Optional.empty();
  }

  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
