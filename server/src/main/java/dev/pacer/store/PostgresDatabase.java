package dev.pacer.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.pacer.store.PostgresFaults.Moment;
import dev.pacer.support.DatabaseAddress;
import dev.pacer.support.UnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/// A database of a PostgreSQL server, which several Pacer servers may share.
///
/// Writes are SERIALIZABLE, which keeps what SQLite's single writer promises: transactions behave as
/// if they ran one after the other. One that PostgreSQL cannot fit in is taken back and run again;
/// in one server, those go one at a time, so that a crowd that wants the same row thins out instead
/// of failing forever. Reads see the snapshot of one moment.
///
/// Calls run on virtual threads of their own: the driver is Java on sockets, guards itself with locks
/// and monitors, and neither pins a carrier since JDK 24. The thread is not the caller's, because an
/// interrupt of a virtual thread that reads a socket closes it in the middle of a transaction.
///
/// A connection that turns out to be dead (the server restarted) is replaced at once and the
/// transaction begun again, unless its commit was already on the way.
final class PostgresDatabase implements Database {
  private static final int MOST_TRIES = 30;
  private static final Duration LONGEST_TURN = Duration.ofSeconds(10);
  private static final int PAUSE_MILLIS = 20;

  private final HikariDataSource writerPool;
  private final HikariDataSource readerPool;
  private final Jdbi writer;
  private final Jdbi reader;
  private final ReentrantLock retries = new ReentrantLock(true);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("database-", 0).factory());

  private PostgresDatabase(PostgresConnections connections) {
    this.writerPool = connections.writers();
    this.readerPool = connections.readers();
    this.writer = PostgresConnections.jdbi(writerPool);
    this.reader = PostgresConnections.jdbi(readerPool);
  }

  static Database open(DatabaseAddress address) {
    try {
      PostgresConnections connections = new PostgresConnections(address);
      connections.migrate();
      return new PostgresDatabase(connections);
    } catch (RuntimeException failure) {
      throw new StoreException(
          "Cannot open the database " + address + ": " + PostgresFaults.reason(failure), failure);
    }
  }

  @Override
  public <T> T read(HandleCallback<T, RuntimeException> callback) {
    return Uninterrupted.await(
        threads.submit(() -> readNow(callback)),
        failure -> PostgresFaults.translate(failure, Moment.READING));
  }

  @Override
  public <T> T write(HandleCallback<T, RuntimeException> callback) {
    Attempt<T> attempt = new Attempt<>(callback);
    return Uninterrupted.await(
        threads.submit(() -> writeNow(attempt)),
        failure -> PostgresFaults.translate(failure, attempt.moment));
  }

  @Override
  public void close() {
    threads.close();
    readerPool.close();
    writerPool.close();
  }

  private <T> T readNow(HandleCallback<T, RuntimeException> callback) {
    try {
      return reader.inTransaction(callback);
    } catch (RuntimeException failure) {
      if (!PostgresFaults.isConnectionLost(failure)) {
        throw failure;
      }
      readerPool.getHikariPoolMXBean().softEvictConnections();
      return reader.inTransaction(callback);
    }
  }

  private <T> T writeNow(Attempt<T> attempt) throws InterruptedException {
    try {
      return writer.inTransaction(attempt);
    } catch (RuntimeException failure) {
      if (attempt.mayHaveCommitted(failure)) {
        throw failure;
      }
      if (PostgresFaults.isConnectionLost(failure)) {
        writerPool.getHikariPoolMXBean().softEvictConnections();
      } else if (!PostgresFaults.isCollision(failure)) {
        throw failure;
      }
    }
    return writeInTurn(attempt);
  }

  private <T> T writeInTurn(Attempt<T> attempt) throws InterruptedException {
    if (!retries.tryLock(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new UnavailableException(PostgresFaults.TOO_MANY_CHANGES, null);
    }
    try {
      for (int tries = 2; ; tries++) {
        try {
          return writer.inTransaction(attempt);
        } catch (RuntimeException failure) {
          if (tries == MOST_TRIES
              || attempt.mayHaveCommitted(failure)
              || !PostgresFaults.isCollision(failure)) {
            throw failure;
          }
          Thread.sleep(ThreadLocalRandom.current().nextInt(PAUSE_MILLIS));
        }
      }
    } finally {
      retries.unlock();
    }
  }

  /// A callback that notes when it is done, which is when the commit is sent.
  private static final class Attempt<T> implements HandleCallback<T, RuntimeException> {
    private final HandleCallback<T, RuntimeException> callback;
    private volatile Moment moment = Moment.WRITING;

    Attempt(HandleCallback<T, RuntimeException> callback) {
      this.callback = callback;
    }

    @Override
    public T withHandle(Handle handle) {
      moment = Moment.WRITING;
      T result = callback.withHandle(handle);
      moment = Moment.COMMITTING;
      return result;
    }

    boolean mayHaveCommitted(RuntimeException failure) {
      return moment == Moment.COMMITTING && !PostgresFaults.isCollision(failure);
    }
  }
}
