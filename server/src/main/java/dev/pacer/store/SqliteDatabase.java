package dev.pacer.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// A database file: one writer, a few readers, each on a platform thread of its own, because SQLite's
/// native calls would pin the carrier of a virtual thread. Write-ahead log, flushed at commit.
///
/// When another process holds the file, a call waits for the busy time-out; one that had waited in
/// the queue for twice as long is refused without a try, so that calls do not wait for each other's
/// time-outs.
final class SqliteDatabase implements Database {
  static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
  private static final int READERS = 4;

  private final HikariDataSource writerPool;
  private final HikariDataSource readerPool;
  private final Jdbi writer;
  private final Jdbi reader;
  private final ExecutorService writerThread;
  private final ExecutorService readerThreads;
  private final Duration longestQueue;

  private SqliteDatabase(Path file, Duration busyTimeout) {
    this.writerPool = pool("pacer-writer", file, 1, busyTimeout);
    this.readerPool = pool("pacer-reader", file, READERS, busyTimeout);
    this.writer = Jdbi.create(writerPool);
    this.reader = Jdbi.create(readerPool);
    this.writerThread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("database-writer").factory());
    this.readerThreads =
        Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().name("database-reader-", 0).factory());
    this.longestQueue = busyTimeout.multipliedBy(2);
  }

  /// @param busyTimeout how long a call waits for another process that holds the file
  static Database open(Path file, Duration busyTimeout) {
    try {
      SqliteDatabase database = new SqliteDatabase(file, busyTimeout);
      database.write(handle -> {
        new Migrations("db/sqlite").apply(handle);
        return null;
      });
      return database;
    } catch (RuntimeException failure) {
      throw new StoreException(
          "Cannot open the database " + file + ": " + Causes.rootMessage(failure), failure);
    }
  }

  @Override
  public <T> T read(HandleCallback<T, RuntimeException> callback) {
    return call(readerThreads, reader, callback);
  }

  @Override
  public <T> T write(HandleCallback<T, RuntimeException> callback) {
    return call(writerThread, writer, callback);
  }

  @Override
  public void close() {
    writerThread.close();
    readerThreads.close();
    readerPool.close();
    writerPool.close();
  }

  private <T> T call(
      ExecutorService threads, Jdbi jdbi, HandleCallback<T, RuntimeException> callback) {
    long submitted = System.nanoTime();
    Future<T> result =
        threads.submit(() -> {
          if (System.nanoTime() - submitted > longestQueue.toNanos()) {
            throw SqliteFaults.isLocked(null);
          }
          return jdbi.inTransaction(callback);
        });
    return Uninterrupted.await(result, SqliteFaults::translate);
  }

  private static HikariDataSource pool(String name, Path file, int size, Duration busyTimeout) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    sqlite.setBusyTimeout((int) busyTimeout.toMillis());
    sqlite.enforceForeignKeys(true);
    // A deferred transaction that turns into a writer fails at once with SQLITE_BUSY_SNAPSHOT,
    // whatever the busy time-out; an immediate one waits.
    sqlite.setTransactionMode(
        size == 1 ? SQLiteConfig.TransactionMode.IMMEDIATE : SQLiteConfig.TransactionMode.DEFERRED);
    SQLiteDataSource source = new SQLiteDataSource(sqlite);
    source.setUrl("jdbc:sqlite:" + file);
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    return new HikariDataSource(config);
  }
}
