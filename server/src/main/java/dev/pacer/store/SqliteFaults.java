package dev.pacer.store;

import dev.pacer.support.UnavailableException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/// Tells failures of SQLite: what passes as an [UnavailableException] with what to do, anything else
/// as a [StoreException]. Pure.
final class SqliteFaults {
  /// A result code's lowest byte is its kind; the others tell kinds of that kind.
  private static final int KIND = 0xff;

  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int FULL = 13;

  private SqliteFaults() {}

  static RuntimeException translate(Throwable failure) {
    return Causes.ours(failure).orElseGet(() -> told(failure));
  }

  private static RuntimeException told(Throwable failure) {
    int kind =
        Causes.find(failure, SQLiteException.class)
            .map(sqlite -> sqlite.getResultCode().code & KIND)
            .orElse(0);
    return switch (kind) {
      case BUSY, LOCKED -> isLocked(failure);
      case FULL ->
          new UnavailableException(
              "The disk of Pacer's data directory is full, so nothing was changed. Make room and try"
                  + " again.",
              failure);
      default ->
          new StoreException("The database refused: " + Causes.rootMessage(failure), failure);
    };
  }

  static UnavailableException isLocked(@Nullable Throwable cause) {
    return new UnavailableException(
        "Another process holds Pacer's database, so nothing was changed. End what works on pacer.db"
            + " in the data directory (a backup, a shell) and try again.",
        cause);
  }
}
