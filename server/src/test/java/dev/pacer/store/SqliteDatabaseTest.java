package dev.pacer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.support.UnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The database's file while another process holds it.
class SqliteDatabaseTest {
  @TempDir private Path directory;
  private Database database;
  private Connection other;

  @BeforeEach
  void open() throws SQLException {
    database = SqliteDatabase.open(file(), Duration.ofMillis(100));
    other = DriverManager.getConnection("jdbc:sqlite:" + file());
    run("BEGIN EXCLUSIVE");
  }

  @AfterEach
  void close() throws SQLException {
    other.close();
    database.close();
  }

  @Test
  void aWriteIsRefusedClearlyAndWorksWhenTheFileIsFree() throws SQLException {
    assertThatThrownBy(() -> database.write(SqliteDatabaseTest::join))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("Another process holds Pacer's database, so nothing was changed");

    run("ROLLBACK");
    assertThat(database.write(SqliteDatabaseTest::join)).isEqualTo(1);
  }

  @Test
  void readsGoOn() {
    assertThat(database.<Integer>read(SqliteDatabaseTest::members)).isEqualTo(0);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void aCrowdDoesNotWaitForEachOthersTimeOuts() throws InterruptedException {
    int writers = 300;
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch answered = new CountDownLatch(writers);
    for (int writer = 0; writer < writers; writer++) {
      Thread.startVirtualThread(() -> {
        try {
          database.write(SqliteDatabaseTest::join);
        } catch (UnavailableException _) {
          refused.incrementAndGet();
        } finally {
          answered.countDown();
        }
      });
    }

    answered.await();

    assertThat(refused).hasValue(writers);
  }

  private Path file() {
    return directory.resolve("pacer.db");
  }

  private static int join(Handle handle) {
    return handle.execute("INSERT INTO member (id, sequence, beat) VALUES ('one', 1, 0)");
  }

  private static int members(Handle handle) {
    return handle.select("SELECT count(*) FROM member").mapTo(int.class).one();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = other.createStatement()) {
      statement.execute(sql);
    }
  }
}
