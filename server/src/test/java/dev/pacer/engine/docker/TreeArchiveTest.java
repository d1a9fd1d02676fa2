package dev.pacer.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class TreeArchiveTest {
  private static final long MUCH = 64L * 1024 * 1024;

  @TempDir Path root;

  @Test
  void filesFoldersAndLinksAreWrittenAsRoots() throws Exception {
    Files.createDirectories(root.resolve("a/empty"));
    Files.writeString(root.resolve("a/plain"), "text");
    Files.writeString(root.resolve("run"), "script");
    assertThat(root.resolve("run").toFile().setExecutable(true)).isTrue();
    Files.createSymbolicLink(root.resolve("link"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(root.resolve("folder"), Path.of("/etc"));

    Map<String, String> entries = written("app/", _ -> true, MUCH);

    assertThat(entries)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "app/", "755 0",
                "app/a/", "755 0",
                "app/a/empty/", "755 0",
                "app/a/plain", "644 0 text",
                "app/run", "755 0 script",
                "app/link", "777 0 -> /etc/passwd",
                "app/folder", "777 0 -> /etc"));
  }

  @Test
  void longAndForeignNamesAreKept() throws Exception {
    String name = "ö".repeat(60) + "/" + "x".repeat(200);
    Files.createDirectories(root.resolve(name).getParent());
    Files.writeString(root.resolve(name), "");

    assertThat(written("", _ -> true, MUCH)).containsKey(name);
  }

  @Test
  void whatTheFilterLeavesOutIsNotThere() throws Exception {
    Files.createDirectories(root.resolve("drop"));
    Files.writeString(root.resolve("drop/b"), "");
    Files.writeString(root.resolve("keep"), "");

    assertThat(written("", path -> !path.startsWith("drop"), MUCH)).containsOnlyKeys("keep");
  }

  @Test
  void aTreeThatIsTooLargeIsRefused() throws Exception {
    Files.writeString(root.resolve("large"), "x".repeat(5000));

    assertThatThrownBy(() -> written("", _ -> true, 5000))
        .hasCauseInstanceOf(TreeArchive.TooLargeException.class);
  }

  @Test
  void manyEmptyFilesAreTooLargeToo() throws Exception {
    for (int i = 0; i < 20; i++) {
      Files.writeString(root.resolve("empty" + i), "");
    }

    assertThatThrownBy(() -> written("", _ -> true, 5000))
        .hasCauseInstanceOf(TreeArchive.TooLargeException.class);
  }

  @Test
  void aFolderThatIsNotThereIsAFailureOfTheReader() {
    root = root.resolve("nothing");

    assertThatThrownBy(() -> written("", _ -> true, MUCH)).isInstanceOf(IOException.class);
  }

  @Test
  void singleFilesAreWritten() throws Exception {
    try (TarPipe pipe =
        TarPipe.of(tar ->
            new TreeArchive(tar, MUCH)
                .addFile("/etc/x", "text".getBytes(StandardCharsets.UTF_8)))) {
      assertThat(read(pipe.stream())).isEqualTo(Map.of("etc/x", "644 0 text"));
    }
  }

  private Map<String, String> written(String prefix, TreeArchive.Filter filter, long limit)
      throws IOException {
    try (TarPipe pipe =
        TarPipe.of(tar -> new TreeArchive(tar, limit).addTree(root, prefix, filter))) {
      return read(new ByteArrayInputStream(pipe.stream().readAllBytes()));
    }
  }

  private static Map<String, String> read(InputStream in) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        String text = "%o %d".formatted(entry.getMode() & 0777, entry.getLongUserId());
        if (entry.isSymbolicLink()) {
          text += " -> " + entry.getLinkName();
        } else if (entry.isFile()) {
          text += " " + new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        }
        entries.put(entry.getName(), text.stripTrailing());
      }
    }
    return entries;
  }
}
