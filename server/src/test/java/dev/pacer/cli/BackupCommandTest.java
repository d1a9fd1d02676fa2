package dev.pacer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.backup.BackupArchive;
import dev.pacer.backup.BackupFile;
import dev.pacer.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupCommandTest {
  @TempDir private Path directory;
  private Path data = Path.of("");
  private Path archive = Path.of("");

  @BeforeEach
  void aDatabase() throws IOException {
    data = directory.resolve("data");
    archive = directory.resolve("backup.zip");
    Files.createDirectory(data);
    Database.open(data.resolve("pacer.db")).close();
  }

  @Test
  void theArchiveIsReadableByItsOwnerOnly() throws IOException {
    int status = backUp();

    assertThat(status).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatIsThereIsNotReplaced() throws IOException {
    Files.writeString(archive, "precious");

    int status = backUp();

    assertThat(status).isOne();
    assertThat(archive).hasContent("precious");
  }

  @Test
  void byForceItIsReplaced() throws IOException {
    Files.writeString(archive, "old");

    int status = backUp("--force");

    assertThat(status).isZero();
    assertThat(archive).content(StandardCharsets.ISO_8859_1).startsWith("PK");
  }

  @Test
  void aBackupThatFailsLeavesNoFile() {
    int status = PacerCommand.run("backup", archive.toString(), "--data-dir", archive + ".none");

    assertThat(status).isOne();
    assertThat(directory.toFile().list()).containsExactly("data");
  }

  @Test
  void aFolderThatIsMissingIsNotMade() {
    archive = directory.resolve("nowhere").resolve("backup.zip");

    int status = backUp();

    assertThat(status).isOne();
    assertThat(archive.getParent()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDatabaseOfPostgresqlIsLeftToPgDump(boolean isNamed) throws IOException {
    Files.delete(data.resolve("pacer.db"));
    Files.writeString(data.resolve("installation"), "0123456789abcdef");
    if (isNamed) {
      Files.writeString(
          data.resolve("pacer.yaml"), "database: postgresql://pacer:secret@db.example.com/pacer");
    }

    int status = isNamed ? backUp() : backUp("--without-database");

    assertThat(status).isZero();
    try (BackupArchive backup = BackupArchive.open(archive)) {
      assertThat(backup.manifest().hasDatabase()).isFalse();
      assertThat(backup.manifest().files()).extracting(BackupFile::name).contains("installation");
    }
  }

  @Test
  void whatWasBackedUpIsRestored() {
    backUp();
    Path target = directory.resolve("deep/er");

    int status = PacerCommand.run("restore", archive.toString(), "--data-dir", target.toString());

    assertThat(status).isZero();
    assertThat(target.resolve("pacer.db")).exists();
  }

  @Test
  void byForceTheFormerDirectoryIsKeptBesideTheRestoredOne() {
    backUp();

    int status =
        PacerCommand.run("restore", archive.toString(), "--force", "--data-dir", data.toString());

    assertThat(status).isZero();
    assertThat(directory.toFile().list())
        .hasSize(3)
        .contains("data", "backup.zip")
        .anySatisfy(name -> assertThat(name).matches("data\\.before-restore-[0-9]{8}T[0-9]{6}Z"));
  }

  private int backUp(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("backup", archive.toString(), "--data-dir", data.toString()));
    arguments.addAll(List.of(options));
    return PacerCommand.run(arguments.toArray(String[]::new));
  }
}
