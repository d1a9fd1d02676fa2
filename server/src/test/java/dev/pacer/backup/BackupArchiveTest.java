package dev.pacer.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupArchiveTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path directory;
  private Path archive = Path.of("");
  private Path target = Path.of("");

  @BeforeEach
  void name() throws IOException {
    archive = directory.resolve("backup.zip");
    target = Files.createDirectory(directory.resolve("target"));
  }

  @Test
  void whatWasWrittenComesBackReadableByItsOwnerOnly() throws IOException {
    Path key = Files.writeString(directory.resolve("key"), "secret");
    try (OutputStream out = Files.newOutputStream(archive)) {
      BackupWriter writer = new BackupWriter(out);
      writer.add("secrets/page-tokens", key);
      writer.finish("pacer 1", NOON, null);
    }

    try (BackupArchive backup = BackupArchive.open(archive)) {
      backup.unpack(target);
    }

    Path restored = target.resolve("secrets/page-tokens");
    assertThat(restored).hasContent("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(restored)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../keys.json",
        "/etc/passwd",
        "logs/../../keys.json",
        "logs/./a.log",
        "logs//a.log",
        "secrets/.new-1",
        "secrets/a/b",
        "server.json",
        "lock",
        "aws/config/x",
        "pacer.db-wal",
        "..\\keys.json",
        "keys.json\n",
        ""
      })
  void anEntryThatNoBackupHasIsRefused(String name) throws IOException {
    write(Map.of(name, "x"), manifest(Map.of(name, "x")));

    assertRefused("a file that no backup has");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../keys.json", "installation", "pacer.yaml"})
  void anEntryThatTheManifestDoesNotNameIsRefused(String name) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("keys.json", "{}");
    entries.put(name, "x");
    write(entries, manifest(Map.of("keys.json", "{}")));

    assertRefused("an entry that its manifest does not name: " + name);
  }

  @ParameterizedTest(name = "{0} instead of {1}")
  @CsvSource({"other, right", "right and more, right", "rig, right", "'', right"})
  void aFileThatIsNotTheOneOfTheManifestIsRefused(String found, String told) throws IOException {
    write(Map.of("keys.json", found), manifest(Map.of("keys.json", told)));

    assertRefused("keys.json is not what was backed up");
  }

  @Test
  void neverMoreIsWrittenThanTheManifestAnnounces() throws IOException {
    write(Map.of("keys.json", "0".repeat(1 << 20)), manifest(Map.of("keys.json", "12345")));

    assertRefused("keys.json is not what was backed up");

    assertThat(target.resolve("keys.json")).hasSize(5);
  }

  @Test
  void aFileThatIsMissingIsNamed() throws IOException {
    write(Map.of(), manifest(Map.of("keys.json", "{}")));

    assertRefused("keys.json is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\":1 | \"format\":2 | format 2",
        "\"bytes\":2 | \"bytes\":-2 | wrong about keys.json",
        "\"files\" | \"fils\" | manifest cannot be read",
        "\"takenAt\" | \"migration\":\"V1\",\"takenAt\" | whether it holds a database",
        "{ | [ | manifest cannot be read"
      })
  void aManifestThatCannotBeRightIsRefused(String right, String wrong, String problem)
      throws IOException {
    String manifest = manifest(Map.of("keys.json", "{}"));
    write(Map.of("keys.json", "{}"), manifest.replace(right, wrong));

    assertRefused(problem);
  }

  @Test
  void whatIsNoArchiveIsSaidToBeNone() throws IOException {
    Files.writeString(archive, "hello");

    assertRefused("is not a backup");
  }

  @Test
  void anArchiveWithoutManifestIsSaidToBeNoBackup() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("keys.json"));
    }

    assertRefused("it has no manifest.json");
  }

  @Test
  void aMissingArchiveIsNamed() {
    assertRefused("There is no file " + archive);
  }

  @Test
  void anArchiveThatWasCutOffIsRefused() throws IOException {
    write(Map.of("keys.json", "{}"), manifest(Map.of("keys.json", "{}")));
    byte[] whole = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(whole, whole.length / 2));

    assertRefused("is not a backup");
  }

  private void assertRefused(String problem) {
    assertThatThrownBy(
            () -> {
              try (BackupArchive backup = BackupArchive.open(archive)) {
                backup.unpack(target);
              }
            })
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(problem);
    assertThat(directory.resolve("keys.json")).doesNotExist();
  }

  private void write(Map<String, String> entries, String manifest) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(manifest.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String manifest(Map<String, String> files) {
    StringBuilder list = new StringBuilder();
    files.forEach((name, text) ->
        list.append(list.isEmpty() ? "" : ",")
            .append(
                "{\"name\":\"%s\",\"bytes\":%d,\"sha256\":\"%s\"}"
                    .formatted(
                        name.replace("\\", "\\\\").replace("\n", "\\n"),
                        text.length(),
                        sha256(text))));
    return "{\"format\":1,\"release\":\"pacer 1\",\"takenAt\":\"%s\",\"files\":[%s]}"
        .formatted(NOON, list);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new LinkageError("", missing);
    }
  }
}
