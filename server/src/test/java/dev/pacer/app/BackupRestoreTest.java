package dev.pacer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.backup.BackupException;
import dev.pacer.backup.BackupWriter;
import dev.pacer.config.SettingsException;
import dev.pacer.store.Database;
import dev.pacer.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRestoreTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path parent;
  private Path source = Path.of("");
  private Path target = Path.of("");
  private Path archive = Path.of("");

  @BeforeEach
  void aDirectoryOnWhichAServerRan() throws Exception {
    source = parent.resolve("source");
    target = parent.resolve("target");
    archive = parent.resolve("backup.zip");
    DataDirectory directory = new DataDirectory(source);
    directory.take().close();
    AccessKeys.readOrMake(directory);
    directory.secret("credentials");
    directory.installation();
    directory.write(source.resolve("logs/aws/shop/events@0.log"), "started\n");
    directory.write(source.resolve("server.json"), "{}");
    try (Database database = Database.open(directory.database())) {
      database.write(handle -> handle.execute("CREATE TABLE note (text TEXT)"));
    }
  }

  @Test
  void everythingButLogsAndTheServersOwnMarksIsRestored() throws IOException {
    backUp(false);

    restore(Optional.empty());

    assertThat(files(target))
        .containsExactly("installation", "keys.json", "pacer.db", "secrets/credentials");
    assertThat(Files.readString(target.resolve("keys.json")))
        .isEqualTo(Files.readString(source.resolve("keys.json")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rwx------");
    assertThat(parent.toFile().listFiles())
        .containsExactlyInAnyOrder(source.toFile(), target.toFile(), archive.toFile());
  }

  @Test
  void logsComeAlongWhenTheyAreAskedFor() throws IOException {
    backUp(true);

    restore(Optional.empty());

    assertThat(target.resolve("logs/aws/shop/events@0.log")).hasContent("started");
  }

  @Test
  void aDatabaseThatIsBeingWrittenIsCopiedAsItIsAtOneMoment() throws IOException {
    try (Database open = Database.open(source.resolve("pacer.db"))) {
      open.write(handle -> handle.execute("INSERT INTO note VALUES ('before')"));
      backUp(false);
      open.write(handle -> handle.execute("INSERT INTO note VALUES ('after')"));
    }

    restore(Optional.empty());

    assertThat(notes(target)).containsExactly("before");
  }

  @Test
  void aDatabaseElsewhereIsLeftToItsOwnTools() throws IOException {
    try (OutputStream out = Files.newOutputStream(archive)) {
      new Backup(new DataDirectory(source), new Backup.Contents(false, false), "pacer")
          .write(out, NOON);
    }

    Restore.Restored restored = restore(Optional.empty());

    assertThat(restored.manifest().hasDatabase()).isFalse();
    assertThat(files(target)).doesNotContain("pacer.db").contains("secrets/credentials");
  }

  @Test
  void aDirectoryWithoutDatabaseIsNotBackedUp() {
    source = parent.resolve("nowhere");

    assertThatThrownBy(() -> backUp(false))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("no database in " + source);
  }

  @Test
  void aDirectoryWithADatabaseIsNotReplaced() throws IOException {
    backUp(false);

    assertThatThrownBy(() -> restoreTo(source, Optional.empty()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("already is a data directory");
  }

  @Test
  void aDirectoryWhoseDatabaseIsElsewhereIsNotReplacedEither() throws IOException {
    backUp(false);
    Files.delete(source.resolve("pacer.db"));

    assertThatThrownBy(() -> restoreTo(source, Optional.empty()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("already is a data directory");
  }

  @Test
  void byForceTheFormerDirectoryIsMovedAsideAsAWhole() throws IOException {
    backUp(false);
    Path aside = parent.resolve("source.before");

    restoreTo(source, Optional.of(aside));

    assertThat(files(aside)).contains("pacer.db", "server.json", "logs/aws/shop/events@0.log");
    assertThat(files(source)).contains("pacer.db").doesNotContain("server.json");
  }

  @Test
  void aDirectoryOnWhichAServerRunsIsLeftAlone() throws Exception {
    backUp(false);

    try (AutoCloseable _ = new DataDirectory(source).take()) {
      assertThatThrownBy(() -> restoreTo(source, Optional.of(parent.resolve("source.before"))))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("Another Pacer server uses");
    }

    assertThat(files(source)).contains("server.json");
  }

  @Test
  void aFolderThatIsNoDataDirectoryIsNotMovedAside() throws IOException {
    backUp(false);
    Files.createDirectory(target);
    Files.writeString(target.resolve("thesis.txt"), "precious");

    assertThatThrownBy(() -> restore(Optional.of(parent.resolve("aside"))))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("neither empty nor a data directory");

    assertThat(files(target)).containsExactly("thesis.txt");
  }

  @Test
  void anEmptyDirectoryIsFilled() throws IOException {
    backUp(false);
    Files.createDirectory(target);

    restore(Optional.empty());

    assertThat(files(target)).contains("pacer.db");
  }

  @Test
  void aNewerSchemaIsRefusedAndNothingIsLeftBehind() throws IOException {
    backUpWith("INSERT INTO schema_migration VALUES ('V999__the_future')");

    assertThatThrownBy(() -> restore(Optional.empty()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("a newer release of Pacer (it has V999__the_future)");

    assertThat(parent.toFile().listFiles())
        .containsExactlyInAnyOrder(source.toFile(), archive.toFile());
  }

  @Test
  void aDamagedArchiveLeavesTheFormerDirectoryInItsPlace() throws IOException {
    backUp(false);
    byte[] bytes = Files.readAllBytes(archive);
    bytes[200] ^= 0x55;
    Files.write(archive, bytes);

    assertThatThrownBy(() -> restoreTo(source, Optional.of(parent.resolve("aside"))))
        .isInstanceOf(BackupException.class);

    assertThat(files(source)).contains("server.json");
    assertThat(parent.toFile().listFiles())
        .containsExactlyInAnyOrder(source.toFile(), archive.toFile());
  }

  /// An archive as a newer release would write it.
  private void backUpWith(String change) throws IOException {
    Path database = source.resolve("pacer.db");
    try (OutputStream out = Files.newOutputStream(archive)) {
      try (Database open = Database.open(database)) {
        open.write(handle -> handle.execute(change));
      }
      BackupWriter writer = new BackupWriter(out);
      writer.add("pacer.db", database);
      writer.finish("pacer of the future", NOON, "V999__the_future");
    }
  }

  private void backUp(boolean logs) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive)) {
      new Backup(new DataDirectory(source), new Backup.Contents(true, logs), "pacer")
          .write(out, NOON);
    }
  }

  private Restore.Restored restore(Optional<Path> aside) throws IOException {
    return restoreTo(target, aside);
  }

  private Restore.Restored restoreTo(Path directory, Optional<Path> aside) throws IOException {
    return new Restore(directory, aside).from(archive);
  }

  private static List<String> notes(Path directory) {
    try (Database database = Database.open(directory.resolve("pacer.db"))) {
      return database.read(
          handle -> handle.createQuery("SELECT text FROM note").mapTo(String.class).list());
    }
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
