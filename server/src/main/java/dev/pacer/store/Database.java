package dev.pacer.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.pacer.operation.ClaimLostException;
import dev.pacer.support.UnavailableException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database: one writer, a few readers, each on a platform thread of its own, because SQLite's
/// native calls would pin the carrier of a virtual thread.
///
/// A write is durable when its method returns (write-ahead log, flushed at commit). Safe for any
/// thread. An interrupt does not cut a call short: calls are bounded by SQLite's busy time-out.
public final class Database implements AutoCloseable {
  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private final HikariDataSource writerPool;
  private final HikariDataSource readerPool;
  private final Jdbi writer;
  private final Jdbi reader;
  private final ExecutorService writerThread;
  private final ExecutorService readerThreads;

  private Database(HikariDataSource writerPool, HikariDataSource readerPool) {
    this.writerPool = writerPool;
    this.readerPool = readerPool;
    this.writer = Jdbi.create(writerPool);
    this.reader = Jdbi.create(readerPool);
    this.writerThread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("database-writer").factory());
    this.readerThreads =
        Executors.newFixedThreadPool(
            READERS, Thread.ofPlatform().name("database-reader-", 0).factory());
  }

  /// Opens the database file, creating it when it is missing, and brings its schema up to date.
  ///
  /// @throws StoreException when the file cannot be written or comes from a newer release
  public static Database open(Path file) {
    try {
      HikariDataSource writerPool = pool("pacer-writer", file, 1);
      Database database = new Database(writerPool, pool("pacer-reader", file, READERS));
      database.write(handle -> {
        new Migrations("db/sqlite").apply(handle);
        return null;
      });
      return database;
    } catch (RuntimeException failure) {
      throw new StoreException(
          "Cannot open the database " + file + ": " + rootMessage(failure), failure);
    }
  }

  /// Reads in one transaction.
  public <T> T read(HandleCallback<T, RuntimeException> callback) {
    return await(readerThreads.submit((Callable<T>) () -> reader.inTransaction(callback)));
  }

  /// Writes in one transaction; writes run one after the other.
  public <T> T write(HandleCallback<T, RuntimeException> callback) {
    return await(writerThread.submit((Callable<T>) () -> writer.inTransaction(callback)));
  }

  @Override
  public void close() {
    writerThread.close();
    readerThreads.close();
    readerPool.close();
    writerPool.close();
  }

  private static HikariDataSource pool(String name, Path file, int size) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
    sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    sqlite.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
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

  private static <T> T await(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      if (cause instanceof StoreException known) {
        throw known;
      }
      if (cause instanceof ClaimLostException lost) {
        throw lost;
      }
      if (isDiskFull(cause)) {
        throw new UnavailableException(
            "The disk of Pacer's data directory is full, so nothing was changed. Make room and try"
                + " again.",
            cause);
      }
      throw new StoreException("The database refused: " + rootMessage(cause), cause);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isDiskFull(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite
          && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL) {
        return true;
      }
    }
    return false;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
