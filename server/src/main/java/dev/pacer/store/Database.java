package dev.pacer.store;

import dev.pacer.support.DatabaseAddress;
import java.nio.file.Path;
import org.jdbi.v3.core.HandleCallback;

/// The database: SQLite in a file of this server, or a PostgreSQL server that several servers may
/// share. Every store runs on both with the same SQL.
///
/// A write is durable when its method returns. Writes behave as if they ran one after the other, so a
/// callback may check something and then write as if nobody else did; a callback may be called more
/// than once and must have no effect but what it writes. Neither may a callback use the database
/// again but through its handle. Safe for any thread. An interrupt does not cut a call short: calls
/// are bounded by time-outs of their own.
public interface Database extends AutoCloseable {

  /// Opens the database file, creating it when it is missing, and brings its schema up to date.
  ///
  /// @throws StoreException when the file cannot be written or comes from a newer release
  static Database open(Path file) {
    return SqliteDatabase.open(file, SqliteDatabase.BUSY_TIMEOUT);
  }

  /// Connects to a PostgreSQL server and brings the schema up to date, one server at a time.
  ///
  /// @throws StoreException when the server cannot be reached or used, or the database comes from a
  ///     newer release; the message is a sentence without the password
  static Database open(DatabaseAddress address) {
    return PostgresDatabase.open(address);
  }

  /// Reads in one transaction, which sees the state of one moment.
  ///
  /// @throws dev.pacer.support.UnavailableException when the database cannot be used right now
  <T> T read(HandleCallback<T, RuntimeException> callback);

  /// Writes in one transaction.
  ///
  /// @throws dev.pacer.support.UnavailableException when the database cannot be used right now; the
  ///     message says whether it is certain that nothing was changed
  <T> T write(HandleCallback<T, RuntimeException> callback);

  @Override
  void close();
}
