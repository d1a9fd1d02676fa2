package dev.pacer.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.source.git.Commit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckoutTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({"/, /app", "/web, /app/web", "/web/, /app/web", "web//shop, /app/web/shop"})
  void commandsRunWhereTheSourceDirectoryIs(String directory, String workingDirectory) {
    assertThat(checkout(directory).workingDirectory()).isEqualTo(workingDirectory);
  }

  @ParameterizedTest
  @CsvSource({"/missing", "/../outside", "/file", "/link"})
  void aFolderThatIsNotInTheTreeIsRefused(String directory) throws IOException {
    Files.writeString(root.resolve("file"), "");
    Files.createSymbolicLink(root.resolve("link"), Path.of("/etc"));

    assertThatThrownBy(() -> checkout(directory).folder())
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("There is no folder " + directory + " in the commit 01234567.");
  }

  @Test
  void aConfigurationIsRead() throws IOException {
    Files.createDirectory(root.resolve("web"));
    Files.writeString(root.resolve("web/apprunner.yaml"), "version: 1.0\n");

    byte[] read = checkout("/web").configuration();

    assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("version: 1.0\n");
  }

  @Test
  void aConfigurationThatLeadsOutOfTheTreeIsNone() throws IOException {
    Files.createSymbolicLink(root.resolve("apprunner.yaml"), Path.of("/etc/passwd"));

    assertThatThrownBy(() -> checkout("/").configuration())
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("There is no apprunner.yaml in the root of the repository.");
  }

  private Checkout checkout(String directory) {
    return new Checkout(Commit.of("0123456789abcdef0123456789abcdef01234567"), root, directory);
  }
}
