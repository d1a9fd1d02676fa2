package dev.pacer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pacer.config.Settings;
import dev.pacer.config.SettingsException;
import dev.pacer.config.SettingsLoader;
import dev.pacer.support.DatabaseAddress;
import dev.pacer.testing.LocalPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole servers, each with a data directory, on one PostgreSQL database.
class CommonFilesIT {
  private static final List<String> FILES =
      List.of(
          "installation",
          "keys.json",
          "secrets/ca.pem",
          "secrets/credentials",
          "secrets/page-tokens");

  @TempDir private Path one;
  @TempDir private Path two;
  private String url;

  @BeforeEach
  void makeDatabase() {
    DatabaseAddress address = LocalPostgres.get().newDatabase();
    url =
        "postgresql://%s:%s@%s:%d/%s"
            .formatted(
                address.user(),
                URLEncoder.encode(address.password(), StandardCharsets.UTF_8).replace("+", "%20"),
                address.host(),
                address.port(),
                address.name());
  }

  @Test
  void aServerWithOtherFilesIsRefusedAndToldWhichToCopy() {
    try (PacerServer _ = start(one)) {
      assertThatThrownBy(() -> start(two))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("copy " + String.join(", ", FILES) + " from the first server's");
    }
  }

  @Test
  void aServerWithCopiesOfTheFilesStartsBesideTheFirst() throws IOException {
    try (PacerServer _ = start(one)) {
      Files.createDirectories(two.resolve("secrets"));
      for (String file : FILES) {
        Files.copy(one.resolve(file), two.resolve(file));
      }

      try (PacerServer second = start(two)) {
        assertThat(second.awsConfig()).exists();
      }
    }
  }

  @Test
  void theFirstServerStartsAgainWithAFurtherAccessKey() throws IOException {
    start(one).close();
    Path keys = one.resolve("keys.json");
    Files.writeString(
        keys,
        Files.readString(keys)
            .replace(
                "]}",
                ",{\"accessKeyId\":\"AKIAEXAMPLE\",\"secretAccessKey\":\"secret\","
                    + "\"accountId\":\"111122223333\"}]}"));

    try (PacerServer again = start(one)) {
      assertThat(again.awsConfig()).exists();
    }
  }

  @Test
  void noDatabaseFileIsMadeBesideIt() {
    try (PacerServer _ = start(one)) {
      assertThat(one.resolve("pacer.db")).doesNotExist();
    }
  }

  private PacerServer start(Path directory) {
    Settings settings =
        SettingsLoader.load(
            Map.of(
                "data-dir", directory.toString(),
                "database", url,
                "engine", "memory",
                "api-port", "0",
                "http-port", "0",
                "https-port", "0"),
            Map.of(),
            directory);
    return PacerServer.start(settings, false).server();
  }
}
