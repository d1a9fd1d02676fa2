package dev.pacer.testing;

import dev.pacer.support.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server on loopback, made from Debian's package `postgresql`: one for all tests of
/// the process, in a directory of its own, ended with the process. Its usual order of text is not byte
/// by byte, so that a column which relies on that is found out.
public final class LocalPostgres {
  private static final String USER = "pacer";

  /// With characters that a URL must encode.
  private static final String PASSWORD = "open: s@same/1%";

  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");
  private static final int FIRST_WITH_ICU = 15;
  private static @Nullable LocalPostgres shared;

  private final Path directory;
  private final Path programs;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();
  private @Nullable Process process;

  private LocalPostgres(Path directory, Path programs, int port) {
    this.directory = directory;
    this.programs = programs;
    this.port = port;
  }

  /// The server, running.
  ///
  /// @throws IllegalStateException when PostgreSQL is not installed: tests that need it fail then,
  ///     they are never skipped
  public static synchronized LocalPostgres get() {
    LocalPostgres known = shared;
    if (known == null) {
      known = made();
      shared = known;
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(known::end));
    }
    known.start();
    return known;
  }

  /// Makes an empty database.
  public DatabaseAddress newDatabase() {
    DatabaseAddress address = address("test_" + databases.incrementAndGet());
    execute("CREATE DATABASE " + address.name());
    return address;
  }

  /// The address of a database that may not exist.
  public DatabaseAddress address(String database) {
    return new DatabaseAddress("127.0.0.1", port, database, USER, PASSWORD, Map.of());
  }

  /// Makes the server run, and waits until it answers.
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    List<String> command = new ArrayList<>(asPostgres());
    command.addAll(
        List.of(programs.resolve("postgres").toString(), "-D", data(), "-p", String.valueOf(port)));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "fsync=off",
            "full_page_writes=off")) {
      command.addAll(List.of("-c", setting));
    }
    process = run(command);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .untilAsserted(() -> execute("SELECT 1"));
  }

  /// Ends the server as `pg_ctl stop -m immediate` does: no transaction ends, the next start recovers.
  public synchronized void stopImmediately() {
    Process running = process;
    if (running != null) {
      // The launcher of another user's process has become that process.
      signal("QUIT", running.pid());
      await(running);
    }
  }

  /// Sends a signal to a process of the server.
  public void signal(String name, long process) {
    await(run(List.of("kill", "-" + name, String.valueOf(process))));
  }

  /// Makes a database as empty as a new one, which takes a fraction of the time of making one.
  public void empty(DatabaseAddress address) {
    execute(address.name(), "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }

  /// Runs a statement as the owner, outside of any database of a test.
  public void execute(String sql) {
    execute("postgres", sql);
  }

  private void execute(String database, String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=5",
                USER,
                PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void end() {
    stopImmediately();
    // Thousands of files, for which nobody needs to wait.
    var _ = run(List.of("rm", "-rf", directory.toString()));
  }

  private static LocalPostgres made() {
    try {
      Path directory = Files.createTempDirectory("pacer-postgresql-");
      Path programs = newestPrograms();
      LocalPostgres made = new LocalPostgres(directory, programs, freePort());
      Path password = Files.writeString(directory.resolve("password"), PASSWORD);
      if (isRoot()) {
        await(run(List.of("chown", "-R", "postgres:", directory.toString())));
      }
      made.initialize(password);
      return made;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void initialize(Path password) {
    List<String> command = new ArrayList<>(asPostgres());
    command.addAll(
        List.of(
            programs.resolve("initdb").toString(),
            "-D",
            data(),
            "-U",
            USER,
            "--auth=scram-sha-256",
            "--pwfile=" + password,
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync"));
    if (version(programs) >= FIRST_WITH_ICU) {
      command.addAll(List.of("--locale-provider=icu", "--icu-locale=en-US"));
    }
    int status = await(run(command));
    if (status != 0) {
      throw new IllegalStateException("initdb ended with status " + status);
    }
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  /// What runs a program as a user whom PostgreSQL accepts: it refuses root.
  private static List<String> asPostgres() {
    return isRoot()
        ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--")
        : List.of();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Path newestPrograms() {
    try (Stream<Path> versions = Files.list(PROGRAMS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(programs -> Files.isExecutable(programs.resolve("postgres")))
          .max((one, other) -> Integer.compare(version(one), version(other)))
          .orElseThrow();
    } catch (IOException | RuntimeException failure) {
      throw new IllegalStateException(
          "These tests need PostgreSQL, and its programs are not below "
              + PROGRAMS
              + ". Run ./pacer test as root on Debian or Ubuntu, which installs them.",
          failure);
    }
  }

  private static int version(Path programs) {
    return Integer.parseInt(programs.getName(programs.getNameCount() - 2).toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process run(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .directory(Path.of("/").toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int await(Process process) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(process.info() + " does not end");
      }
      return process.exitValue();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupt);
    }
  }
}
