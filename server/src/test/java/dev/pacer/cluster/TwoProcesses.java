package dev.pacer.cluster;

import dev.pacer.app.Stores;
import dev.pacer.store.Database;
import dev.pacer.support.DatabaseAddress;
import dev.pacer.testing.LocalEngine;
import dev.pacer.testing.LocalPostgres;
import dev.pacer.testing.load.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Two servers, each a process, on one PostgreSQL database and one container engine.
final class TwoProcesses implements AutoCloseable {
  private static final List<String> COMMON = List.of("keys.json", "secrets", "installation");

  private final Path directory;
  private final DatabaseAddress address = LocalPostgres.get().newDatabase();
  private final List<@Nullable ServerProcess> servers = new ArrayList<>();
  private final Database database;
  final Stores stores;

  TwoProcesses(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(home(0));
    servers.add(null);
    servers.add(null);
    start(0);
    for (String name : COMMON) {
      copy(home(0).resolve(name), home(1).resolve(name));
    }
    start(1);
    this.database = Database.open(address);
    this.stores = Stores.in(database, InstantSource.system());
  }

  ServerProcess server(int number) {
    return Objects.requireNonNull(servers.get(number));
  }

  boolean isAlive(int number) {
    return servers.get(number) != null;
  }

  void start(int number) {
    servers.set(
        number,
        ServerProcess.start(
            home(number),
            0,
            "--database",
            "postgresql://"
                + address.user()
                + "@"
                + address.host()
                + ":"
                + address.port()
                + "/"
                + address.name(),
            "--database-password-file",
            password().toString(),
            "--drain-time",
            "3s",
            "--stop-grace",
            "1s",
            "--startup-window",
            "5s"));
  }

  void kill(int number) {
    server(number).kill();
    servers.set(number, null);
  }

  /// Ids of all containers of this installation, running or not.
  List<String> containers() {
    try {
      String installation = Files.readString(home(0).resolve("installation")).strip();
      return LocalEngine.get()
          .client()
          .listContainersCmd()
          .withShowAll(true)
          .withLabelFilter(Map.of("dev.pacer.installation", installation))
          .exec()
          .stream()
          .map(container -> container.getId())
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What the servers wrote to their standard errors last.
  String logs() {
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < 2; number++) {
      try {
        String log = Files.readString(home(number).resolve("serve.log"));
        text.append("server ").append(number).append(":\n");
        text.append(log.substring(Math.max(0, log.length() - 5_000))).append('\n');
      } catch (IOException failure) {
        text.append(failure);
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    servers.stream().filter(Objects::nonNull).forEach(ServerProcess::kill);
    containers()
        .forEach(id -> LocalEngine.get().client().removeContainerCmd(id).withForce(true).exec());
    database.close();
  }

  private Path home(int number) {
    return directory.resolve("server-" + number);
  }

  private Path password() {
    Path file = directory.resolve("password");
    try {
      return Files.writeString(file, address.password());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> found = Files.walk(from)) {
      for (Path source : found.toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target);
        }
      }
    }
  }
}
