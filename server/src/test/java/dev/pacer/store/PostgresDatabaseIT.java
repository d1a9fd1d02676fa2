package dev.pacer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.support.DatabaseAddress;
import dev.pacer.support.UnavailableException;
import dev.pacer.testing.LocalPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a database of a real PostgreSQL server does when that server does not do its part.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class PostgresDatabaseIT {
  private final LocalPostgres server = LocalPostgres.get();
  private DatabaseAddress address;
  private Database database;

  @BeforeEach
  void open() {
    address = server.newDatabase();
    database = Database.open(address);
    database.write(handle -> handle.execute("CREATE TABLE counter (value INTEGER NOT NULL)"));
    database.write(handle -> handle.execute("INSERT INTO counter VALUES (0)"));
  }

  @AfterEach
  void close() {
    server.start();
    database.close();
  }

  @Test
  void aConnectionThatEndedInBetweenIsNotNoticed() {
    endConnections();

    assertThat(value()).isEqualTo(0);
    endConnections();
    assertThat(database.write(PostgresDatabaseIT::countUp)).isEqualTo(1);
  }

  @Test
  void aTransactionWhoseConnectionEndsIsRunAgain() {
    AtomicInteger runs = new AtomicInteger();

    database.write(handle -> {
      countUp(handle);
      if (runs.incrementAndGet() == 1) {
        endConnections();
      }
      return countUp(handle);
    });

    assertThat(value()).isEqualTo(2);
    assertThat(runs).hasValue(2);
  }

  @Test
  void callsFailClearlyWhileTheServerIsDownAndWorkWhenItIsBack() {
    server.stopImmediately();

    assertThatThrownBy(this::value)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("Pacer's database does not answer. Start the database server");
    assertThatThrownBy(() -> database.write(PostgresDatabaseIT::countUp))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("so nothing was changed");
    server.start();
    assertThat(database.write(PostgresDatabaseIT::countUp)).isEqualTo(1);
  }

  @Test
  void aServerThatRestartsInMidTransactionLosesNothingAndAddsNothing() {
    AtomicInteger runs = new AtomicInteger();

    database.write(handle -> {
      int value = countUp(handle);
      if (runs.incrementAndGet() == 1) {
        server.stopImmediately();
        server.start();
      }
      return value + countUp(handle);
    });

    assertThat(value()).isEqualTo(2);
  }

  @Test
  void aRowThatSomebodyHoldsForeverIsToldWithinABound() throws Exception {
    CountDownLatch holds = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    Thread holder =
        Thread.startVirtualThread(() ->
            database.write(handle -> {
              countUp(handle);
              holds.countDown();
              return await(told);
            }));
    holds.await();

    assertThatThrownBy(() -> database.write(PostgresDatabaseIT::countUp))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("did not answer in time");

    told.countDown();
    holder.join();
    assertThat(value()).isEqualTo(1);
  }

  @Test
  void aConnectionThatFallsSilentIsReplacedWithinABound() {
    AtomicLong silent = new AtomicLong();

    int value =
        database.read(handle -> {
          if (silent.get() == 0) {
            silent.set(handle.select("SELECT pg_backend_pid()").mapTo(long.class).one());
            server.signal("STOP", silent.get());
          }
          return handle.select("SELECT value FROM counter").mapTo(int.class).one();
        });

    server.signal("CONT", silent.get());
    assertThat(value).isEqualTo(0);
  }

  @Test
  void manyWhoWantTheSameRowAllGetIt() throws Exception {
    int writers = 24;
    CountDownLatch ended = new CountDownLatch(writers);
    for (int writer = 0; writer < writers; writer++) {
      Thread.startVirtualThread(() -> {
        database.write(PostgresDatabaseIT::countUp);
        ended.countDown();
      });
    }

    assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(value()).isEqualTo(writers);
  }

  @Test
  void anInterruptDoesNotCutAWriteShort() {
    Thread.currentThread().interrupt();

    int value = database.write(PostgresDatabaseIT::countUp);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(value).isEqualTo(1);
  }

  @Test
  void aServerThatNeverSaysAWordIsToldWithinABound() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      DatabaseAddress nowhere =
          new DatabaseAddress("127.0.0.1", silent.getLocalPort(), "pacer", "pacer", "", Map.of());

      assertThatThrownBy(() -> Database.open(nowhere))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("Cannot open the database postgresql://pacer@127.0.0.1:");
    }
  }

  @Test
  void aServerThatIsNotThereIsToldInOneSentence() {
    server.stopImmediately();

    assertThatThrownBy(() -> Database.open(address))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("refused")
        .hasMessageNotContaining(address.password());
  }

  @Test
  void aHostThatDoesNotExistIsTold() {
    DatabaseAddress nowhere =
        new DatabaseAddress("nowhere.invalid", 5432, "pacer", "pacer", "", Map.of());

    assertThatThrownBy(() -> Database.open(nowhere))
        .isInstanceOf(StoreException.class)
        .hasMessageEndingWith("nowhere.invalid:5432/pacer: there is no host of that name.");
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    DatabaseAddress wrong =
        new DatabaseAddress(
            address.host(), address.port(), address.name(), address.user(), "wrong", Map.of());

    assertThatThrownBy(() -> Database.open(wrong))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void aDatabaseThatIsNotUtf8IsRefused() {
    server.execute(
        "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0");

    assertThatThrownBy(() -> Database.open(server.address("latin")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("its encoding is LATIN1");
  }

  private int value() {
    return database.read(
        handle -> handle.select("SELECT value FROM counter").mapTo(int.class).one());
  }

  private static int countUp(Handle handle) {
    int value = handle.select("SELECT value FROM counter").mapTo(int.class).one() + 1;
    handle.execute("UPDATE counter SET value = ?", value);
    return value;
  }

  /// Ends every connection to the test's database, as an administrator does.
  private void endConnections() {
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + address.name()
            + "'");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException interrupt) {
      throw new AssertionError(interrupt);
    }
  }
}
